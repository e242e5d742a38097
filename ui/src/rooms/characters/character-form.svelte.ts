/** What the user says of a character, while it is edited: of a new reference pack, or of one that there is. */
import { CallError, type Character, type CharacterForm, type PictureId } from '../../backend/backend';
import type { Characters } from '../../state/characters.svelte';
import { handleFrom, tagsFrom } from './handle';

export class CharacterFormState {
  readonly #characters: Characters;
  readonly #character: Character | null;
  #handle = $state<string | null>(null);

  name = $state('');
  notes = $state('');
  tags = $state('');
  description = $state('');
  pictures = $state.raw<readonly PictureId[]>([]);
  saving = $state(false);
  error = $state.raw<CallError | null>(null);
  /** Save was pressed: what is lacking may be told. */
  pressed = $state(false);

  readonly isPack: boolean;

  /** `null`: a new pack. */
  constructor(characters: Characters, character: Character | null) {
    this.#characters = characters;
    this.#character = character;
    this.isPack = character === null || character.home.at === 'pack';
    if (character) this.#read(character);
  }

  /** Suggested from the name until the user writes another one. */
  get handle(): string {
    const taken = this.#characters.all.map(({ handle }) => handle);
    return this.#handle ?? handleFrom(this.name, taken);
  }

  set handle(handle: string) {
    this.#handle = handle.replace(/^@/, '');
    if (this.error?.code === 'handle_taken' || this.error?.code === 'bad_handle') this.error = null;
  }

  get form(): CharacterForm {
    const { name, notes, tags, description, pictures, handle } = this;
    const pack = this.isPack
      ? { handle: handle.trim(), description: description.trim(), pictures: [...pictures] }
      : null;
    return { name: name.trim(), notes: notes.trim(), tags: tagsFrom(tags), pack };
  }

  get lacking(): 'name' | 'handle' | null {
    if (this.name.trim() === '') return 'name';
    return this.isPack && this.handle.trim() === '' ? 'handle' : null;
  }

  get changed(): boolean {
    return this.#character === null || JSON.stringify(this.form) !== JSON.stringify(formOf(this.#character));
  }

  /** What it became; `null` when it could not be kept: `lacking` or `error` say why. */
  async save(): Promise<Character | null> {
    this.pressed = true;
    if (this.lacking || this.saving) return null;
    this.saving = true;
    this.error = null;
    try {
      const id = this.#character?.id;
      return await (id === undefined ? this.#characters.createPack(this.form) : this.#characters.save(id, this.form));
    } catch (thrown) {
      this.error = CallError.from(thrown);
      return null;
    } finally {
      this.saving = false;
    }
  }

  #read({ name, notes, tags, handle, home }: Character): void {
    this.name = name;
    this.notes = notes;
    this.tags = tags.join(', ');
    this.#handle = handle;
    if (home.at !== 'pack') return;
    this.description = home.description;
    this.pictures = home.pictures;
  }
}

function formOf({ name, notes, tags, handle, home }: Character): CharacterForm {
  const pack = home.at === 'pack' ? { handle, description: home.description, pictures: home.pictures } : null;
  return { name, notes, tags, pack };
}
