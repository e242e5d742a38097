import { expect, it } from 'vitest';
import { clip, generation, TestBackend } from '../../stores/testing/fixtures';
import { Films } from './films.svelte';

const ids = Array.from({ length: 250 }, (_, index) => 250 - index);
const backend = () =>
  new TestBackend({
    get_clips: (args) =>
      args.ids.map((id) =>
        clip(id, { medium: id % 2 ? 'film' : 'still', generation: generation({ prompt: `quay number ${id}` }) }),
      ),
  });

it('reads as far as the list needs, films only, in the order of the gallery', async () => {
  const door = backend();
  const films = new Films(door, ids);
  await films.want(30);
  expect(door.asked('get_clips')).toHaveLength(1);
  expect(films.found.slice(0, 2).map(({ id }) => id)).toEqual([249, 247]);
  expect(films.whole).toBe(false);
});

it('reads on until a search finds something', async () => {
  const films = new Films(backend(), ids);
  films.query = 'QUAY 11';
  await films.want(6);
  expect(films.found.map(({ id }) => id)).toEqual([211, 119, 117, 115, 113, 111]);
  films.query = 'nowhere';
  await films.want(1);
  expect(films.found).toEqual([]);
  expect(films.whole).toBe(true);
});
