/** The characters: everybody who can be named with `@`, newest first. */
import type { Backend, Change, Character, CharacterId } from '../backend/backend';

export class Characters {
  readonly #backend: Backend;

  all = $state.raw<readonly Character[]>([]);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    this.all = await this.#backend.call('list_characters', {});
  }

  get(id: CharacterId): Character | undefined {
    return this.all.find((one) => one.id === id);
  }

  apply(change: Change): void {
    if (change.kind === 'character') this.#put(change.character);
    if (change.kind === 'character_removed') this.all = this.all.filter((one) => one.id !== change.id);
  }

  #put(character: Character): void {
    const others = this.all.filter((one) => one.id !== character.id);
    this.all = [...others, character].sort((a, b) => b.id - a.id);
  }
}
