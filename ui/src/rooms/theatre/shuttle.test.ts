import { expect, it } from 'vitest';
import { faster } from './shuttle';

it('doubles with each press and begins anew in the other direction', () => {
  expect(faster(0, 1, false)).toBe(1);
  expect(faster(0, 1, true)).toBe(2);
  expect(faster(2, 1, true)).toBe(4);
  expect(faster(8, 1, true)).toBe(8);
  expect(faster(4, -1, true)).toBe(-1);
  expect(faster(-1, -1, true)).toBe(-2);
  expect(faster(-8, -1, true)).toBe(-8);
  expect(faster(-2, 1, true)).toBe(1);
});
