import { describe, expect, it } from 'vitest';
import { columnsOf } from './clip-columns';
import { foldedOf, tilesFor } from './job-tiles';
import { PLAIN } from './gallery-query';
import { job, NOON } from '../backend/testing/fixtures';

const tile = (id: number, state: 'failed' | 'stopped' | 'unknown' | 'running') => ({
  job: job(id, { state }),
  placed_at: NOON - id,
  clip_id: null,
});
const ids = (tiles: readonly { job: { id: number } }[]) => tiles.map((one) => one.job.id);
const shown = { query: PLAIN, columns: columnsOf(0), isWhole: true };

describe('jobs that came to rest without a clip', () => {
  const tiles = [tile(1, 'failed'), tile(2, 'running'), tile(3, 'stopped'), tile(4, 'failed'), tile(5, 'stopped')];

  it('stand among the clips two at most: older ones are one row', () => {
    expect(ids(tilesFor(shown, tiles))).toEqual([1, 2, 3]);
    expect(ids(foldedOf(tiles))).toEqual([4, 5]);
  });

  it('are all there while they are few', () => {
    expect(ids(tilesFor(shown, tiles.slice(0, 3)))).toEqual([1, 2, 3]);
    expect(foldedOf(tiles.slice(0, 3))).toEqual([]);
  });

  it('are never folded where they may have been charged', () => {
    const unknown = [1, 2, 3, 4].map((id) => tile(id, 'unknown'));
    expect(ids(tilesFor(shown, unknown))).toEqual([1, 2, 3, 4]);
  });

  it('are all found on the failed shelf', () => {
    expect(ids(tilesFor({ ...shown, query: { ...PLAIN, shelf: 'failed' } }, tiles))).toEqual([1, 4]);
  });
});
