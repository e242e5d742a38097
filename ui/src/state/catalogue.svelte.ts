/** The user's own part of the catalogue: its file, the text being edited, and the forms of single models. The rules are the core's. */
import type { Backend, CatalogueFile, CatalogueMistake, Change, ModelForm, ModelId } from '../backend/backend';
import { LatestQuery } from './latest-query';

/** A text that is not saved yet, and the file's text that it began with. */
type Edited = { text: string; base: string };

export class Catalogue {
  readonly #backend: Backend;
  readonly #query = new LatestQuery();
  #edited = $state.raw<Edited | null>(null);
  #refused = $state.raw<CatalogueMistake[]>([]);

  /** The file as it is kept; null until it was read. */
  file = $state.raw<CatalogueFile | null>(null);
  /** Counts the changes, for those whose lists depend on it. */
  version = $state(0);

  /** What the editor shows: it outlives the page it is edited on, and every refusal. */
  readonly text = $derived(this.#edited?.text ?? this.file?.text ?? '');
  readonly isEdited = $derived(this.#edited !== null && this.#edited.text !== this.file?.text);
  /** The file changed under the text that is edited. */
  readonly isOutdated = $derived(this.isEdited && this.#edited?.base !== this.file?.text);
  /** What is wrong with the text that was to be saved, else with the file as it lies there. */
  readonly mistakes = $derived<readonly CatalogueMistake[]>(
    this.isEdited ? this.#refused : (this.file?.mistakes ?? []),
  );
  /** Whether the last save was refused. */
  readonly isRefused = $derived(this.isEdited && this.#refused.length > 0);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** A file that cannot be read is told by whoever works on it; nothing else waits for it. */
  async load(): Promise<void> {
    const isLatest = this.#query.begin();
    const file = await this.#backend.call('get_catalogue', {}).catch(() => null);
    if (file && isLatest()) this.file = file;
  }

  apply(change: Change): void {
    if (change.kind !== 'catalogue') return;
    this.version++;
    void this.load();
  }

  edit(text: string): void {
    this.#edited = { text, base: this.#edited?.base ?? this.file?.text ?? '' };
  }

  discard(): void {
    this.#edited = null;
    this.#refused = [];
  }

  /** Keeps the edited text and tells whether it was kept: not while there is a mistake in it. */
  async save(): Promise<boolean> {
    const { text } = this;
    const file = await this.#backend.call('save_catalogue', { text });
    this.#refused = file.mistakes;
    if (!this.#take(file)) return false;
    if (this.#edited?.text === text) this.discard();
    return true;
  }

  form(id: ModelId): Promise<ModelForm> {
    return this.#backend.call('get_model_form', { id });
  }

  /** What kept it from being saved: nothing, or mistakes in the form or in the file that it goes into. */
  async saveModel(form: ModelForm): Promise<readonly CatalogueMistake[]> {
    return this.#taken(await this.#backend.call('save_model', { form }));
  }

  async removeModel(id: ModelId): Promise<readonly CatalogueMistake[]> {
    return this.#taken(await this.#backend.call('remove_model', { id }));
  }

  async reveal(): Promise<void> {
    await this.#backend.call('reveal_catalogue', {});
  }

  #taken(file: CatalogueFile): readonly CatalogueMistake[] {
    this.#take(file);
    return file.mistakes;
  }

  #take(file: CatalogueFile): boolean {
    if (file.mistakes.length > 0) return false;
    this.#query.drop();
    this.file = file;
    this.version++;
    return true;
  }
}

/** Where a place of a text is, as `setSelectionRange` counts: lines and characters are from 1, a character may be two units. */
export function offsetOf(text: string, { line, column }: Pick<CatalogueMistake, 'line' | 'column'>): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const characters = Array.from(lines[line - 1] ?? '')
    .slice(0, column - 1)
    .join('');
  return Math.min(text.length, before + characters.length);
}
