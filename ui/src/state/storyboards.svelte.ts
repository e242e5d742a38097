/** The storyboards, those in the trash too; last changed first. The one that is open is edited by `editor`. */
import type { Backend, Change, Shot, Storyboard, StoryboardId } from '../backend/backend';
import type { Jobs } from './jobs.svelte';
import type { Models } from './models.svelte';
import { StoryboardEditor } from './storyboard-editor.svelte';

export class Storyboards {
  readonly #backend: Backend;
  readonly editor: StoryboardEditor;

  all = $state.raw<readonly Storyboard[]>([]);
  /** Whether the first load is through. */
  loaded = $state(false);
  /** Kept here so that the room is where it was when the user comes back to it; null: at the list. */
  opened = $state<StoryboardId | null>(null);

  readonly present = $derived(this.all.filter(({ trashed_at }) => trashed_at === null));
  readonly trashed = $derived(this.all.filter(({ trashed_at }) => trashed_at !== null));

  constructor(backend: Backend, jobs: Jobs, models: Models) {
    this.#backend = backend;
    this.editor = new StoryboardEditor(backend, jobs, models, (saved) => this.#put(saved));
  }

  async load(): Promise<void> {
    this.all = await this.#backend.call('list_storyboards', {});
    this.loaded = true;
  }

  get(id: StoryboardId): Storyboard | undefined {
    return this.all.find((one) => one.id === id);
  }

  apply(change: Change): void {
    if (change.kind === 'storyboard') this.#put(change.storyboard);
    if (change.kind === 'catalogue') this.editor.refit();
  }

  async create(name: string, shots: Shot[]): Promise<Storyboard> {
    return this.#put(await this.#backend.call('create_storyboard', { name, shots }));
  }

  /** What is being edited is not overwritten: the name is then the editor's. */
  async rename({ id, shots, draft }: Storyboard, name: string): Promise<void> {
    if (this.editor.id === id) this.editor.rename(name);
    else this.#put(await this.#backend.call('save_storyboard', { id, name, shots, draft }));
  }

  async duplicate({ id }: Storyboard, name: string): Promise<Storyboard> {
    await this.editor.flush();
    return this.#put(await this.#backend.call('duplicate_storyboard', { id, name }));
  }

  async trash(id: StoryboardId): Promise<void> {
    await this.editor.flush();
    this.#put(await this.#backend.call('trash_storyboard', { id }));
  }

  async restore(id: StoryboardId): Promise<void> {
    this.#put(await this.#backend.call('restore_storyboard', { id }));
  }

  #put(storyboard: Storyboard): Storyboard {
    const others = this.all.filter((one) => one.id !== storyboard.id);
    this.all = [...others, storyboard].sort((a, b) => b.saved_at - a.saved_at || b.id - a.id);
    return storyboard;
  }
}
