/** Gallery queries: compare them, add and remove filters. Pure; the core runs them. */
import type { CollectionId, Filter, Query } from '../backend/backend';

/** The gallery as it opens: every clip, newest first. */
export const PLAIN: Query = { shelf: 'gallery', text: '', filters: [], order: 'newest' };

/** A kind of filter, as the popover groups them. */
export type Kind = Filter['by'];

/** Kinds of which one filter says all: choosing another takes its place. */
const SINGLE: ReadonlySet<Kind> = new Set(['date']);

/** The same for filters that say the same, whatever order their fields came in. */
export function nameOf(filter: Filter): string {
  switch (filter.by) {
    case 'model':
    case 'connection':
    case 'tag':
    case 'collection':
    case 'character':
    case 'storyboard':
      return `${filter.by}/${filter.id}`;
    case 'aspect':
      return `aspect/${filter.ratio}`;
    case 'length':
      return `length/${filter.from_ms ?? ''}-${filter.to_ms ?? ''}`;
    case 'medium':
      return `medium/${filter.medium}`;
    case 'date': {
      const { span } = filter;
      return span.span === 'between' ? `date/${span.from ?? ''}-${span.to ?? ''}` : `date/${span.span}`;
    }
    default:
      return filter.by;
  }
}

export function hasFilter({ filters }: Query, filter: Filter): boolean {
  const name = nameOf(filter);
  return filters.some((other) => nameOf(other) === name);
}

/** Whether something is left out of its shelf. */
export function isNarrowed({ text, filters }: Query): boolean {
  return text.trim() !== '' || filters.length > 0;
}

/** Whether it is the gallery as it opens, where the running jobs stand too. */
export function isPlain(query: Query): boolean {
  return query.shelf === 'gallery' && query.order === 'newest' && !isNarrowed(query);
}

/** Whether it is shown again at the next start: the whole gallery, or a collection that the user keeps. A search or the trash is not. */
export function isKept(query: Query): boolean {
  const { shelf, text, filters } = query;
  const ofCollection = filters.length === 1 && filters[0]?.by === 'collection';
  return shelf === 'gallery' && text.trim() === '' && (filters.length === 0 || ofCollection);
}

export function isSame(a: Query, b: Query): boolean {
  return (
    a.shelf === b.shelf &&
    a.text === b.text &&
    a.order === b.order &&
    a.filters.map(nameOf).join('\n') === b.filters.map(nameOf).join('\n')
  );
}

/** Filters hold for clips: a shelf without any is left for the gallery. */
export function withFilter(query: Query, filter: Filter): Query {
  if (hasFilter(query, filter)) return query;
  const filters = query.filters.filter(({ by }) => by !== filter.by || !SINGLE.has(by));
  return { ...query, shelf: query.shelf === 'failed' ? 'gallery' : query.shelf, filters: [...filters, filter] };
}

/** An arranged collection's order goes with it. */
export function withoutFilter(query: Query, filter: Filter): Query {
  const name = nameOf(filter);
  const filters = query.filters.filter((other) => nameOf(other) !== name);
  const order = query.order === 'arranged' && !filters.some(({ by }) => by === 'collection') ? 'newest' : query.order;
  return { ...query, filters, order };
}

/** The shelf with nothing left out. */
export function cleared(query: Query): Query {
  const order = query.order === 'arranged' ? 'newest' : query.order;
  return { ...query, text: '', filters: [], order };
}

/** The collection whose arrangement can be shown. */
export function collectionOf({ filters }: Query): CollectionId | null {
  return filters.find((filter) => filter.by === 'collection')?.id ?? null;
}

/** What heads the clips; `none` where the order is not one of time. */
export type Days = 'fall' | 'rise' | 'months_fall' | 'months_rise' | 'none';

const DAY_MS = 86_400_000;
/** Fewer clips a day than this would be a page of headings. */
const FEW_A_DAY = 4;

/** Days; months for what was found here and there. `times` are those of what was found, in its order. */
export function daysOf(query: Query, times: Float64Array): Days {
  const { shelf, order } = query;
  if (shelf !== 'trash' && order !== 'newest' && order !== 'oldest') return 'none';
  const way = shelf !== 'trash' && order === 'oldest' ? 'rise' : 'fall';
  const days = Math.abs((times.at(-1) ?? 0) - (times[0] ?? 0)) / DAY_MS;
  return isNarrowed(query) && times.length < days * FEW_A_DAY ? `months_${way}` : way;
}
