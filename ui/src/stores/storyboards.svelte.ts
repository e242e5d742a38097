/** The storyboards, those in the trash too; last changed first. */
import type { Backend, Change, Storyboard, StoryboardId } from '../backend/backend';

export class Storyboards {
  readonly #backend: Backend;

  all = $state.raw<readonly Storyboard[]>([]);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    this.all = await this.#backend.call('list_storyboards', {});
  }

  get(id: StoryboardId): Storyboard | undefined {
    return this.all.find((one) => one.id === id);
  }

  apply(change: Change): void {
    if (change.kind !== 'storyboard') return;
    const { storyboard } = change;
    const others = this.all.filter((one) => one.id !== storyboard.id);
    this.all = [...others, storyboard].sort((a, b) => b.saved_at - a.saved_at);
  }
}
