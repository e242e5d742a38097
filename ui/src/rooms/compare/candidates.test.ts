import { expect, it } from 'vitest';
import { CallError } from '../../backend/backend';
import { TestBackend } from '../../backend/testing/fixtures';
import { findCandidates, offered, searchCandidates } from './candidates';

it('offers each clip once, and none that is compared', () => {
  const groups = offered(
    [1],
    [
      { source: 'family', ids: [1, 2, 3] },
      { source: 'shown', ids: [3, 4] },
      { source: 'newest', ids: [5, 4, 2] },
    ],
  );
  expect(groups.map(({ ids }) => ids)).toEqual([[2, 3], [4], [5]]);
});

it('offers what can be read where a source cannot', async () => {
  const backend = new TestBackend({
    get_family_tree: () => Promise.reject(new CallError('not_found', 'gone')),
    find_clips: () => ({ count: 2, stamp: 1, ids: [9, 8], ratios: [1778, 1778], placed_at: [2, 1] }),
  });
  expect((await findCandidates(backend, [8], [])).map(({ ids }) => ids)).toEqual([[], [], [9]]);
});

it('searches every film, and offers none that is compared', async () => {
  const backend = new TestBackend({
    find_clips: () => ({ count: 2, stamp: 1, ids: [9, 8], ratios: [1778, 1778], placed_at: [2, 1] }),
  });
  expect(await searchCandidates(backend, [8], 'quay')).toEqual([{ source: 'found', ids: [9] }]);
  expect(backend.asked('find_clips')).toMatchObject([
    { query: { text: 'quay', filters: [{ by: 'medium', medium: 'film' }] } },
  ]);
});
