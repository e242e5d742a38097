import { describe, expect, it } from 'vitest';
import { beforeStep, staying } from './arrange-clips';

const KEYS = Float64Array.of(9, 8, 7, 6, 5);

describe('a step within a collection', () => {
  it('goes before the one before, or past the one after', () => {
    expect(beforeStep(KEYS, [7], -1)).toBe(8);
    expect(beforeStep(KEYS, [7], 1)).toBe(5);
    expect(beforeStep(KEYS, [8, 7], 1)).toBe(5);
    expect(beforeStep(KEYS, [6], 1)).toBeNull();
  });

  it('goes nowhere from an end, or without a clip', () => {
    expect(beforeStep(KEYS, [9, 6], -1)).toBeUndefined();
    expect(beforeStep(KEYS, [5], 1)).toBeUndefined();
    expect(beforeStep(KEYS, [], 1)).toBeUndefined();
  });
});

describe('the clip that others come to stand before', () => {
  it('is the next that is not moved itself', () => {
    expect(staying(KEYS, [8, 7], 8)).toBe(6);
    expect(staying(KEYS, [9], 7)).toBe(7);
  });

  it('is none at the end', () => {
    expect(staying(KEYS, [6, 5], 6)).toBeNull();
    expect(staying(KEYS, [6], null)).toBeNull();
  });
});
