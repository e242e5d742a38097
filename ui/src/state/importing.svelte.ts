/**
 * Films and recipes that come in: dropped on the window or picked, and the recipes that the user is to choose from. What is
 * told of them and what goes into the composer is `import-actions.ts`.
 */
import type { Backend, Change, Import, Recipe } from '../backend/backend';

export class Importing {
  readonly #backend: Backend;
  #asking = false;

  /** What was dropped on the window, until it was told of. */
  dropped = $state.raw<readonly Import[]>([]);
  /** Recipes of which one may go into the composer; empty: there is nothing to choose. */
  offered = $state.raw<readonly Recipe[]>([]);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  apply(change: Change): void {
    if (change.kind === 'dropped') this.dropped = [...this.dropped, ...change.imports];
  }

  takeDropped(): readonly Import[] {
    const taken = this.dropped;
    this.dropped = [];
    return taken;
  }

  /** Asks for films, in one dialog at a time. Rejects with the `CallError`. */
  async pick(): Promise<readonly Import[]> {
    if (this.#asking) return [];
    this.#asking = true;
    try {
      return await this.#backend.call('import_films', {});
    } finally {
      this.#asking = false;
    }
  }
}

/** The recipes that came along, each once. */
export function recipesOf(imports: readonly Import[]): Recipe[] {
  return imports.flatMap((one) => (one.outcome === 'refused' || one.recipe === null ? [] : [one.recipe]));
}
