import { describe, expect, it } from 'vitest';
import { firstRange, move, moveEnd, moveStart, type Range } from './range';

const range = (start_ms: number, end_ms: number): Range => ({ start_ms, end_ms });

it('starts out legal, or not at all', () => {
  expect(firstRange(10_040)).toEqual(range(0, 2_000));
  expect(firstRange(1_240)).toEqual(range(0, 1_200));
  expect(firstRange(999)).toBeNull();
});

describe('a beginning that is moved', () => {
  it.each([
    [4_440, 4_400],
    [6_000, 5_400],
    [0, 3_400],
    [-900, 3_400],
  ])('to %i stands at %i', (to, start) => {
    expect(moveStart(range(4_000, 6_400), to)).toEqual(range(start, 6_400));
  });
});

describe('an end that is moved', () => {
  it.each([
    [6_060, 6_100],
    [4_200, 5_000],
    [9_000, 7_000],
  ])('to %i stands at %i', (to, end) => {
    expect(moveEnd(range(4_000, 6_400), to, 10_000)).toEqual(range(4_000, end));
  });

  it('does not leave the film', () => {
    expect(moveEnd(range(4_000, 5_400), 9_000, 5_960)).toEqual(range(4_000, 5_900));
  });
});

it('keeps its length when all of it is moved, and stays in the film', () => {
  const given = range(4_000, 6_400);
  expect(move(given, 1_030, 10_000)).toEqual(range(1_000, 3_400));
  expect(move(given, -500, 10_000)).toEqual(range(0, 2_400));
  expect(move(given, 9_000, 10_050)).toEqual(range(7_600, 10_000));
});

it('is legal wherever it is dragged', () => {
  let now = range(0, 2_000);
  for (let step = 0; step < 500; step += 1) {
    const to = ((step * 7_919) % 14_000) - 2_000;
    now = [moveStart(now, to), moveEnd(now, to, 9_870), move(now, to, 9_870)][step % 3] ?? now;
    expect(now.end_ms - now.start_ms).toBeGreaterThanOrEqual(1_000);
    expect(now.end_ms - now.start_ms).toBeLessThanOrEqual(3_000);
    expect(now.start_ms).toBeGreaterThanOrEqual(0);
    expect(now.end_ms).toBeLessThanOrEqual(9_800);
    expect([now.start_ms % 100, now.end_ms % 100]).toEqual([0, 0]);
  }
});
