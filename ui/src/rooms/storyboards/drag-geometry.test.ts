import { expect, it } from 'vitest';
import { shiftOf, targetOf } from './drag-geometry';
import { labels, ruler, scaleOf, spansOf } from './time-line';

const BOXES = [
  { left: 0, width: 100 },
  { left: 110, width: 40 },
  { left: 160, width: 60 },
];

it('what is dragged passes a neighbour at its middle', () => {
  expect([0, 29, 31, 89, 91, 500, -500].map((dx) => targetOf(BOXES, 0, dx))).toEqual([0, 0, 1, 1, 2, 2, 0]);
  expect([-29, -31, -109, -111].map((dx) => targetOf(BOXES, 2, dx))).toEqual([2, 1, 1, 0]);
});

it('the others move aside by the room that it took', () => {
  const shifts = (from: number, to: number) => BOXES.map((_, at) => shiftOf(BOXES, at, { from, to, dx: 7 }));
  expect(shifts(0, 2)).toEqual([7, -110, -110]);
  expect(shifts(2, 0)).toEqual([70, 70, 7]);
  expect(shifts(1, 1)).toEqual([0, 7, 0]);
});

it('a line stands for the clip, or for shots that are longer', () => {
  expect(scaleOf(14_000, 15_000)).toBe(15_000);
  expect(scaleOf(16_000, 15_000)).toBe(16_000);
  expect(scaleOf(16_000, null)).toBe(16_000);
  const shots = [2_500, 7_500].map((duration_ms) => ({ scene: '', duration_ms }));
  expect(spansOf(shots, 12_500)).toEqual([
    { left: 0, width: 20 },
    { left: 20, width: 60 },
  ]);
});

it('the ruler names few moments, and no second is missing from a short one', () => {
  expect(labels(15_000)).toEqual([0, 3_000, 6_000, 9_000, 12_000, 15_000]);
  expect(ruler(15_000)).toEqual({ label_s: 3, mark_s: 1 });
  expect(labels(4_000)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
  expect(ruler(60_000)).toEqual({ label_s: 10, mark_s: 3 });
  for (const seconds of [1, 7, 10, 25, 90, 700, 3_000]) expect(labels(seconds * 1000).length).toBeLessThan(8);
});
