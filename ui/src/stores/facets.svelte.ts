/** The filters that could be added to a question, with exact counts: asked for while somebody looks at them. */
import type { Backend, Facet, Filter, Query } from '../backend/backend';
import { hasFilter, nameOf, type Kind } from './question';

export class Facets {
  readonly #backend: Backend;
  #asking = 0;
  /** Of each kind the commonest first. */
  all = $state.raw<readonly Facet[]>([]);
  /** Whether they were told yet. */
  loaded = $state(false);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Keeps what is here until the answer comes; where it cannot, that stays. */
  async ask(query: Query): Promise<void> {
    const asking = ++this.#asking;
    const facets = await this.#backend.call('get_facets', { query }).catch(() => null);
    if (!facets || asking !== this.#asking) return;
    this.all = facets;
    this.loaded = true;
  }
}

/** A filter to choose or to give up; `count` is null where nothing is told of it. */
export interface Option {
  readonly filter: Filter;
  readonly count: number | null;
  readonly isChosen: boolean;
}

/** What there is to choose of a kind: what is chosen is always there, and what would leave everything never. */
export function optionsOf(kind: Kind, facets: readonly Facet[], query: Query, found: number): Option[] {
  const told = facets.filter(({ filter }) => filter.by === kind);
  const names = new Set(told.map(({ filter }) => nameOf(filter)));
  const untold = query.filters.filter((filter) => filter.by === kind && !names.has(nameOf(filter)));
  const options = [
    ...told.map(({ filter, count }) => ({ filter, count, isChosen: hasFilter(query, filter) })),
    ...untold.map((filter) => ({ filter, count: null, isChosen: true })),
  ];
  const [only, ...others] = options;
  const saysNothing = others.length === 0 && only?.count === found && !only.isChosen;
  return saysNothing ? [] : options;
}
