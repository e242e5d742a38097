/** The characters: everybody who can be named with `@`, last made first, and the jobs that are to make one. */
import type { Backend, Change, Character, CharacterDraft, CharacterForm } from '../backend/backend';
import type { CharacterCheck, CharacterCreation, CharacterId, ClipId, Job, PictureId } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import type { Person } from '../parts/mention';
import type { Session } from './session.svelte';

export class Characters {
  readonly #backend: Backend;
  readonly #session: Session;

  all = $state.raw<readonly Character[]>([]);
  /** Whether the first load is through. */
  loaded = $state(false);
  /** For the fields in which somebody can be named. */
  readonly people = $derived.by<readonly Person[]>(() => this.all.map((one) => this.#person(one)));

  constructor(backend: Backend, session: Session) {
    this.#backend = backend;
    this.#session = session;
  }

  async load(): Promise<void> {
    this.all = await this.#backend.call('list_characters', {});
    this.loaded = true;
  }

  get(id: CharacterId): Character | undefined {
    return this.all.find((one) => one.id === id);
  }

  apply(change: Change): void {
    if (change.kind === 'character') this.#put(change.character);
    if (change.kind === 'character_removed') this.#drop(change.id);
  }

  /** The address of a picture of the library. */
  imageOf = (id: PictureId): string => `${this.#session.info.media_url}/pictures/${id}`;

  /** What is known of a character before it is sent. */
  check(draft: CharacterDraft): Promise<CharacterCheck> {
    return this.#backend.call('check_character', { draft });
  }

  /** Has a relay make one, which costs money; or tells the rules that it breaks, and nothing is sent. */
  create(draft: CharacterDraft): Promise<CharacterCreation> {
    return this.#backend.call('create_character', { draft });
  }

  async createPack(form: CharacterForm): Promise<Character> {
    return this.#adopt(await this.#backend.call('create_pack', { form }));
  }

  async save(id: CharacterId, form: CharacterForm): Promise<Character> {
    return this.#adopt(await this.#backend.call('save_character', { id, form }));
  }

  async remove(id: CharacterId): Promise<void> {
    await this.#backend.call('remove_character', { id });
    this.#drop(id);
  }

  async restore(id: CharacterId): Promise<void> {
    this.#adopt(await this.#backend.call('restore_character', { id }));
  }

  /** Newest first. */
  clipsWith(id: CharacterId): Promise<ClipId[]> {
    return this.#backend.call('list_clips_with', { id });
  }

  async openPage(id: CharacterId): Promise<void> {
    await this.#backend.call('open_character_page', { id });
  }

  #adopt(character: Character): Character {
    this.#put(character);
    return character;
  }

  #put(character: Character): void {
    const others = this.all.filter((one) => one.id !== character.id);
    this.all = [...others, character].sort((a, b) => b.id - a.id);
  }

  #drop(id: CharacterId): void {
    this.all = this.all.filter((one) => one.id !== id);
  }

  #person({ handle, name, avatar, home }: Character): Person {
    const note = home.at === 'relay' ? home.connection_name : i18n.t.characters.kinds.pack;
    return { handle, name, image: avatar === null ? null : this.imageOf(avatar), note };
  }
}

/** Whether a job is to make a character and has not done so: it stands among the characters. */
export function isMaking({ character, state, dismissed_at }: Job): boolean {
  return character !== null && state !== 'done' && dismissed_at === null;
}
