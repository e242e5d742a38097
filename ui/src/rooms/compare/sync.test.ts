import { describe, expect, it } from 'vitest';
import { correction, endsOf, leader, placeOf } from './sync';

const at = (drift_s: number, given: { isNudged?: boolean; rested_ms?: number } = {}) =>
  correction({ drift_s, frame_s: 1 / 25, isNudged: false, rested_ms: 10_000, ...given });

describe('films in step', () => {
  it('are left alone within half a frame', () => {
    expect(at(0.019).kind).toBe('none');
    expect(at(-0.019).kind).toBe('none');
  });

  it('are slowed when ahead and hurried when behind', () => {
    const [ahead, behind] = [at(0.03), at(-0.03)];
    expect(ahead.kind === 'nudge' && ahead.rate).toBeCloseTo(0.95);
    expect(behind.kind === 'nudge' && behind.rate).toBeCloseTo(1.05);
  });

  it('are nudged until they are well in step, not to and fro', () => {
    expect(at(0.01, { isNudged: true }).kind).toBe('nudge');
    expect(at(0.004, { isNudged: true }).kind).toBe('none');
  });

  it('are sought beyond a frame, but not again before they came round', () => {
    expect(at(0.05).kind).toBe('seek');
    const hurried = at(-1, { rested_ms: 100 });
    expect(hurried.kind === 'nudge' && hurried.rate).toBeCloseTo(1.12);
  });

  it('hold their last frame once they are over, and the next one leads', () => {
    expect(placeOf(12, 9.98)).toBe(9.98);
    expect(placeOf(3, 9.98)).toBe(3);
    expect(leader(3, [9.98, 14.98])).toBe(0);
    expect(leader(9.98, [9.98, 14.98])).toBe(1);
    expect(leader(3, [null, 14.98])).toBe(1);
    expect(leader(15, [9.98, 14.98])).toBe(-1);
  });

  it('are told once where several are over together', () => {
    expect(endsOf([15_000, 10_040, 10_000, 4_000, 0])).toEqual([
      { at_ms: 4_000, indices: [3] },
      { at_ms: 10_000, indices: [1, 2] },
    ]);
    expect(endsOf([10_000, 10_040])).toEqual([]);
  });
});
