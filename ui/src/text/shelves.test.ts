import { describe, expect, it } from 'vitest';
import type { Collection, Query } from '../backend/backend';
import { en } from '../i18n/en';
import { PLAIN, withFilter } from '../domain/gallery-query';
import { arrangedCollection, currentShelf, nameOfShelf, shelfOf, SHELVES } from './shelves';

const HARBOUR: Collection = { id: 7, name: 'Harbour', query: null, clips: 3, cover: 5 };
const LONG: Query = { ...PLAIN, filters: [{ by: 'length', from_ms: 15_000, to_ms: null }] };
const SMART: Collection = { id: 8, name: 'Long ones', query: LONG, clips: 0, cover: null };
const ALL = [HARBOUR, SMART];
const nameAt = (query: Query) => nameOfShelf(currentShelf(query, ALL), en.keep.shelf);

describe('the shelf that is shown', () => {
  it('is named by the question', () => {
    expect(SHELVES.map(({ query }) => nameAt(query))).toEqual(['All clips', 'Favourites', 'Failed', 'Trash']);
    expect(ALL.map((collection) => nameAt(shelfOf(collection).query))).toEqual(['Harbour', 'Long ones']);
  });

  it('stays while it is searched', () => {
    expect(nameAt({ ...shelfOf(HARBOUR).query, text: 'quay' })).toBe('Harbour');
    expect(nameAt({ ...PLAIN, shelf: 'trash', text: 'quay' })).toBe('Trash');
    expect(nameAt({ ...PLAIN, text: 'quay' })).toBe('All clips');
  });

  it('can be arranged only where the whole of a collection is shown in its order', () => {
    const { query } = shelfOf(HARBOUR);
    expect(arrangedCollection(query, ALL)).toBe(HARBOUR);
    expect(arrangedCollection({ ...query, order: 'newest' }, ALL)).toBeNull();
    expect(arrangedCollection({ ...query, text: 'quay' }, ALL)).toBeNull();
    expect(arrangedCollection(withFilter(query, { by: 'favourite' }), ALL)).toBeNull();
    expect(arrangedCollection(LONG, ALL)).toBeNull();
  });
});
