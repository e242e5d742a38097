import { describe, expect, it } from 'vitest';
import { cleared, isMarked, marked, moved, NO_MARKS, stretchOf } from './marks';

describe('in and out marks', () => {
  it('are set where the film stands, in any order', () => {
    const marks = marked(marked(NO_MARKS, 'out', 40), 'in', 10);
    expect(marks).toEqual({ in: 10, out: 40 });
    expect(isMarked(marks)).toBe(true);
  });

  it('lose the other one when they pass it', () => {
    const marks = { in: 10, out: 40 };
    expect(marked(marks, 'in', 40)).toEqual({ in: 40, out: null });
    expect(marked(marks, 'out', 5)).toEqual({ in: null, out: 5 });
  });

  it('stop one frame before the other when they are moved', () => {
    const marks = { in: 10, out: 40 };
    expect(moved(marks, 'in', 90, 100).in).toBe(39);
    expect(moved(marks, 'out', 3, 100).out).toBe(11);
    expect(moved(marks, 'out', 400, 100).out).toBe(99);
    expect(moved({ in: 10, out: null }, 'in', 400, 100).in).toBe(99);
    expect(moved(marks, 'in', -4, 100).in).toBe(0);
  });

  it('leave the whole film where there are none', () => {
    expect(stretchOf(NO_MARKS, 100)).toEqual({ first: 0, last: 99 });
    expect(stretchOf({ in: 10, out: null }, 100)).toEqual({ first: 10, last: 99 });
    expect(stretchOf({ in: 90, out: 95 }, 50)).toEqual({ first: 49, last: 49 });
    expect(cleared({ in: 1, out: 2 }, 'out')).toEqual({ in: 1, out: null });
  });
});
