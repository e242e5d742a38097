/** The filters that could be added to a question, with exact counts: asked for while somebody looks at them. */
import type { Backend, Collection, Facet, Filter, Query, Tag } from '../backend/backend';
import { hasFilter, isNarrowed, isSame, nameOf, type Kind } from '../domain/gallery-query';
import { containsWords } from '../domain/text-filter';

/** What was found, as far as it matters here. */
export interface Found {
  readonly query: Query;
  readonly stamp: number | null;
  readonly isWhole: boolean;
  /** What is typed to find a filter by its name. */
  readonly words?: string;
}

/** Letters within this time are one question. */
const TYPING_MS = 120;

export class Facets {
  readonly #backend: Backend;
  /** What the answer that is here, or the one under way, is about. */
  #about: Found | null = null;
  /** What is to be asked when the one under way is through. */
  #next: Found | null = null;
  #isAsking = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Of each kind the commonest first. */
  all = $state.raw<readonly Facet[]>([]);
  /** Whether they were told yet. */
  loaded = $state(false);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /**
   * Looks at what was found, whenever that changes. Asks once for each answer, of a growing one when it is whole, and one
   * question at a time, of what is typed when it rests; what is here stays until the answer comes, and where none does.
   */
  look(found: Found): void {
    clearTimeout(this.#typing);
    if ((found.words ?? '') === (this.#about?.words ?? '')) this.#look(found);
    else this.#typing = setTimeout(() => this.#look(found), TYPING_MS);
  }

  #look(found: Found): void {
    if (this.#about && (!found.isWhole || isAlike(this.#about, found))) {
      this.#next = null;
      return;
    }
    if (this.#isAsking) this.#next = found;
    else void this.#ask(found);
  }

  async #ask(found: Found): Promise<void> {
    this.#isAsking = true;
    this.#about = found;
    const facets = await this.#backend.call('get_facets', asked(found)).catch(() => null);
    this.#isAsking = false;
    const next = this.#next;
    this.#next = null;
    if (next) void this.#ask(next);
    else if (!facets) this.#about = null;
    else {
      this.all = facets;
      this.loaded = true;
    }
  }
}

function isAlike(a: Found, b: Found): boolean {
  return a.stamp === b.stamp && (a.words ?? '') === (b.words ?? '') && isSame(a.query, b.query);
}

function asked({ query, words = '' }: Found): { query: Query; words?: string } {
  return words === '' ? { query } : { query, words };
}

/** The commonest, and behind them what was asked for by its name. */
export function together(commonest: readonly Facet[], named: readonly Facet[]): readonly Facet[] {
  const names = new Set(commonest.map(({ filter }) => nameOf(filter)));
  return [...commonest, ...named.filter(({ filter }) => !names.has(nameOf(filter)))];
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

/** What has a name that can be typed. */
interface Names {
  readonly tags: readonly Tag[];
  readonly collections: readonly Collection[];
}

/**
 * Tags and collections that have all of the typed words, beyond those that are offered: until the core has told of them.
 * They are counted where the whole gallery is shown; among what was found nothing is known of them.
 */
export function furtherOf(
  kind: Kind,
  typed: string,
  { tags, collections }: Names,
  offered: readonly Option[],
  query: Query,
): Option[] {
  if (typed.trim() === '') return [];
  const names = new Set(offered.map(({ filter }) => nameOf(filter)));
  const isWhole = query.shelf === 'gallery' && !isNarrowed(query);
  return namedOf(kind, { tags, collections })
    .filter(({ name, filter, used }) => used !== 0 && containsWords(name, typed) && !names.has(nameOf(filter)))
    .map(({ filter, used }) => ({ filter, count: isWhole ? used : null, isChosen: false }));
}

/** `used` is null of a smart collection: its clips are counted by a question. */
function namedOf(kind: Kind, { tags, collections }: Names): { name: string; filter: Filter; used: number | null }[] {
  if (kind === 'tag') return tags.map(({ id, name, used }) => ({ name, filter: { by: 'tag', id }, used }));
  if (kind !== 'collection') return [];
  return collections.map(({ id, name, query, clips }) => ({
    name,
    filter: { by: 'collection', id },
    used: query === null ? clips : null,
  }));
}
