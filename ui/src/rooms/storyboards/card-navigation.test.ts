import { expect, it } from 'vitest';
import { neighbour } from './card-navigation';

const BOXES = [0, 1, 2, 3, 4].map((at) => ({ left: (at % 3) * 100, top: Math.floor(at / 3) * 80 }));

it('arrows go along the rows and columns and stay inside', () => {
  const from = (at: number) => (key: string) => neighbour(BOXES, at, key);
  expect(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'].map(from(0))).toEqual([1, 3, null, null]);
  expect(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'].map(from(2))).toEqual([3, null, 1, null]);
  expect(['Home', 'End', 'a'].map(from(4))).toEqual([0, 4, null]);
  expect(neighbour([], 0, 'End')).toBeNull();
});
