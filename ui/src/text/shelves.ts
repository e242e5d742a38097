/** The parts of the library that can be shown, and which one a question is about. Pure. */
import type { Collection, Filter, Query } from '../backend/backend';
import type { Texts } from '../i18n/en';
import type { IconName } from '../parts/icons';
import { collectionOf, hasFilter, isNarrowed, isSame, PLAIN } from '../domain/gallery-query';

export type ShelfName = 'all' | 'favourites' | 'failed' | 'trash';

export interface Shelf {
  /** Its name, or that of its collection. */
  readonly key: ShelfName | number;
  readonly icon: IconName;
  readonly query: Query;
  readonly collection: Collection | null;
}

const FAVOURITE: Filter = { by: 'favourite' };

const fixed = (key: ShelfName, icon: IconName, query: Query): Shelf => ({ key, icon, query, collection: null });

export const ALL: Shelf = fixed('all', 'gallery', PLAIN);

export const SHELVES: readonly Shelf[] = [
  ALL,
  fixed('favourites', 'star', { ...PLAIN, filters: [FAVOURITE] }),
  fixed('failed', 'alert', { ...PLAIN, shelf: 'failed' }),
  fixed('trash', 'trash', { ...PLAIN, shelf: 'trash' }),
];

/** A collection stands as the user arranged it; a smart one is its question. */
export function shelfOf(collection: Collection): Shelf {
  const arranged: Query = { ...PLAIN, filters: [{ by: 'collection', id: collection.id }], order: 'arranged' };
  return {
    key: collection.id,
    icon: collection.query ? 'filter' : 'folder',
    query: collection.query ?? arranged,
    collection,
  };
}

/** The shelf that a question is asked of: narrowing one further stays on it. */
export function currentShelf(query: Query, collections: readonly Collection[]): Shelf {
  const named = SHELVES.find(({ query: { shelf } }) => shelf === query.shelf && shelf !== 'gallery');
  if (named) return named;
  const smart = collections.find(({ query: kept }) => kept !== null && isNarrowed(kept) && isSame(kept, query));
  const id = collectionOf(query);
  const collection = smart ?? collections.find((one) => one.id === id);
  if (collection) return shelfOf(collection);
  return (hasFilter(query, FAVOURITE) ? SHELVES[1] : undefined) ?? ALL;
}

export function nameOfShelf({ key, collection }: Shelf, t: Texts['keep']['shelf']): string {
  return collection?.name ?? (typeof key === 'number' ? t.all : t[key]);
}

/** The collection whose arrangement is shown: its clips can be moved in it. */
export function arrangedCollection(query: Query, collections: readonly Collection[]): Collection | null {
  if (query.order !== 'arranged' || query.text !== '' || query.filters.length !== 1) return null;
  const id = collectionOf(query);
  return collections.find((one) => one.id === id && one.query === null) ?? null;
}
