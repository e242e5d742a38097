import { expect, it } from 'vitest';
import { partAfter } from './play-parts.svelte';

it('goes from part to part, and round where it loops', () => {
  expect(partAfter(4, [4, 9, 2], false)).toBe(9);
  expect(partAfter(2, [4, 9, 2], false)).toBeNull();
  expect(partAfter(2, [4, 9, 2], true)).toBe(4);
  expect(partAfter(4, [4], true)).toBeNull();
  expect(partAfter(7, [], true)).toBeNull();
});
