import { expect, it } from 'vitest';
import { totalsOf } from './totals';
import { clip } from '../backend/testing/fixtures';

it('adds up length, size and what is known of the cost; a still has no length', () => {
  const still = clip(3, { medium: 'still', cost_micros: 40_000 });
  const sums = totalsOf([clip(1, { cost_micros: 800_000 }), clip(2), still]);
  expect(sums).toEqual({ duration_ms: 20_000, bytes: 3, cost_micros: 840_000 });
  expect(totalsOf([clip(1)]).cost_micros).toBeNull();
});
