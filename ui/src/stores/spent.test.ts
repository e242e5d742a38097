import { expect, it } from 'vitest';
import type { Clip } from '../backend/backend';
import { spent } from './spent';
import { clip, job } from './testing/fixtures';

const known = (...clips: Clip[]) => ({ clip: (id: number) => clips.find((each) => each.id === id), jobs: [] });
const keys = (...ids: number[]) => Float64Array.from(ids);

it('a day’s clips are added up once all of them are known', () => {
  const [a, b] = [clip(1, { cost_micros: 200_000 }), clip(2, { cost_micros: 600_000 })];
  expect(spent(keys(1, 2, -9), known(a, b))).toBe(800_000);
  expect(spent(keys(1, 2), known(a))).toBeNull();
  expect(spent(keys(1, 2), { ...known(a), jobs: [job(4, { clip_id: 2, cost_micros: 5 })] })).toBe(200_005);
});

it('no price is no sum', () => {
  expect(spent(keys(1), known(clip(1)))).toBeNull();
  expect(spent(keys(-1), known())).toBeNull();
  expect(spent(keys(1, 2), known(clip(1), clip(2, { cost_micros: 7 })))).toBe(7);
});
