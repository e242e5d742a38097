import { expect, it } from 'vitest';
import { clip, found, generation, TestBackend } from '../../backend/testing/fixtures';
import { FilmSearch } from './film-search.svelte';

const ids = Array.from({ length: 150 }, (_, index) => 2 * (150 - index) - 1);
const backend = () =>
  new TestBackend({
    find_clips: (args) => found(ids, args),
    get_clips: (args) => args.ids.map((id) => clip(id, { generation: generation({ prompt: `quay number ${id}` }) })),
  });

it('reads as far as the list needs, films only, in the order of the gallery', async () => {
  const door = backend();
  const films = new FilmSearch(door);
  await films.want(30);
  expect(door.asked('get_clips')).toHaveLength(1);
  expect(door.asked('find_clips')).toMatchObject([{ query: { filters: [{ by: 'medium', medium: 'film' }] }, from: 0 }]);
  expect(films.found.slice(0, 2).map(({ id }) => id)).toEqual([299, 297]);
  expect(films.whole).toBe(false);
});

it('reads on until a search finds something', async () => {
  const films = new FilmSearch(backend());
  films.query = 'QUAY 11';
  await films.want(6);
  expect(films.found.map(({ id }) => id)).toEqual([211, 119, 117, 115, 113, 111]);
  films.query = 'nowhere';
  await films.want(1);
  expect(films.found).toEqual([]);
  expect(films.whole).toBe(true);
});
