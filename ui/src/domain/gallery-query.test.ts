import { describe, expect, it } from 'vitest';
import type { Filter, Query } from '../backend/backend';
import {
  cleared,
  collectionOf,
  daysOf,
  hasFilter,
  isKept,
  isPlain,
  isSame,
  PLAIN,
  withFilter,
  withoutFilter,
} from './gallery-query';

const SORA: Filter = { by: 'model', id: 'sora-2' };
const TODAY: Filter = { by: 'date', span: { span: 'today' } };
const MONTH: Filter = { by: 'date', span: { span: 'month' } };
const TRIP: Filter = { by: 'collection', id: 4 };

describe('a question', () => {
  it('holds each filter once, and one time at most', () => {
    const twice = withFilter(withFilter(PLAIN, SORA), { ...SORA });
    expect(twice.filters).toEqual([SORA]);
    expect(withFilter(withFilter(twice, TODAY), MONTH).filters).toEqual([SORA, MONTH]);
  });

  it('keeps alternatives of one kind', () => {
    const both = withFilter(withFilter(PLAIN, SORA), { by: 'model', id: 'veo-3.1' });
    expect(both.filters).toHaveLength(2);
    expect(hasFilter(both, { by: 'model', id: 'veo-3.1' })).toBe(true);
    expect(withoutFilter(both, SORA).filters).toEqual([{ by: 'model', id: 'veo-3.1' }]);
  });

  it('leaves the failed jobs for the clips that a filter is about', () => {
    expect(withFilter({ ...PLAIN, shelf: 'failed' }, SORA).shelf).toBe('gallery');
    expect(withFilter({ ...PLAIN, shelf: 'trash' }, SORA).shelf).toBe('trash');
  });

  it('gives up an arrangement with its collection', () => {
    const arranged: Query = { ...withFilter(PLAIN, TRIP), order: 'arranged' };
    expect(collectionOf(arranged)).toBe(4);
    expect(withoutFilter(arranged, TRIP)).toEqual(PLAIN);
    expect(cleared(arranged)).toEqual(PLAIN);
    expect(withoutFilter(withFilter(arranged, SORA), SORA).order).toBe('arranged');
  });

  it('is plain only as the gallery opens', () => {
    expect(isPlain({ ...PLAIN, text: '  ' })).toBe(true);
    expect(isPlain({ ...PLAIN, order: 'oldest' })).toBe(false);
    expect(isPlain({ ...PLAIN, shelf: 'trash' })).toBe(false);
    expect(isPlain(withFilter(PLAIN, SORA))).toBe(false);
  });

  it('is the same by what it says', () => {
    const since = (from: number): Query => withFilter(PLAIN, { by: 'date', span: { span: 'between', from, to: null } });
    expect(isSame(since(1), since(1))).toBe(true);
    expect(isSame(since(1), since(2))).toBe(false);
  });

  it('has days where its order is one of time', () => {
    const times = Float64Array.of(5, 4, 3);
    expect(daysOf(PLAIN, times)).toBe('fall');
    expect(daysOf({ ...PLAIN, order: 'oldest' }, times)).toBe('rise');
    expect(daysOf({ ...PLAIN, order: 'dearest' }, times)).toBe('none');
    expect(daysOf({ ...PLAIN, shelf: 'trash', order: 'dearest' }, times)).toBe('fall');
  });

  it('has months where what was found lies far apart', () => {
    const times = Float64Array.of(3e10, 2e10, 1e10);
    expect(daysOf(PLAIN, times)).toBe('fall');
    expect(daysOf({ ...PLAIN, text: 'dunes' }, times)).toBe('months_fall');
    expect(daysOf({ ...PLAIN, text: 'dunes', order: 'oldest' }, times.reverse())).toBe('months_rise');
    expect(daysOf({ ...PLAIN, text: 'dunes' }, new Float64Array(0))).toBe('fall');
  });
});

describe('at the next start', () => {
  const ofCollection = { by: 'collection', id: 3 } as const;

  it.each([
    ['the whole gallery', PLAIN, true],
    ['another order of it', { ...PLAIN, order: 'longest' }, true],
    ['a collection that is kept', { ...PLAIN, filters: [ofCollection] }, true],
    ['a search', { ...PLAIN, text: 'lighthouse' }, false],
    ['a search of a collection', { ...PLAIN, text: 'a', filters: [ofCollection] }, false],
    ['a filter', { ...PLAIN, filters: [{ by: 'favourite' }] }, false],
    ['the trash', { ...PLAIN, shelf: 'trash' }, false],
    ['the failures', { ...PLAIN, shelf: 'failed' }, false],
  ] satisfies [string, Query, boolean][])('%s is shown again or not', (_, query, kept) => {
    expect(isKept(query)).toBe(kept);
  });
});
