import { expect, it } from 'vitest';
import type { Clip } from '../backend/backend';
import { held, spending, clipCosts } from './costs';
import { clip, generation, job, NOON } from '../backend/testing/fixtures';

const known = (...clips: Clip[]) => ({ clip: (id: number) => clips.find((each) => each.id === id), jobs: [] });
const keys = (...ids: number[]) => Float64Array.from(ids);

it('a day’s clips are added up once all of them are known', () => {
  const [a, b] = [clip(1, { cost_micros: 200_000 }), clip(2, { cost_micros: 600_000 })];
  expect(clipCosts(keys(1, 2, -9), known(a, b))).toBe(800_000);
  expect(clipCosts(keys(1, 2), known(a))).toBeNull();
  expect(clipCosts(keys(1, 2), { ...known(a), jobs: [job(4, { clip_id: 2, cost_micros: 5 })] })).toBe(200_005);
});

it('no price is no sum', () => {
  expect(clipCosts(keys(1), known(clip(1)))).toBeNull();
  expect(clipCosts(keys(-1), known())).toBeNull();
  expect(clipCosts(keys(1, 2), known(clip(1), clip(2, { cost_micros: 7 })))).toBe(7);
});

it('what was done is told by model, the dearest first', () => {
  const done = (id: number, cost_micros: number | null, model = 'sora-2', ended_at = NOON) =>
    job(id, { state: 'done', ended_at, cost_micros, generation: generation({ model }) });
  const jobs = [done(1, 5), done(2, 5), done(3, 90, 'veo3.1'), done(4, 7, 'sora-2', NOON - 1), done(5, null)];
  expect(spending([...jobs, job(6, { state: 'running', cost_micros: 8 })], NOON)).toEqual({
    micros: 100,
    models: [
      { model: 'veo3.1', clips: 1, micros: 90 },
      { model: 'sora-2', clips: 2, micros: 10 },
    ],
  });
});

it('what runs and waits holds money of its own connection', () => {
  const elsewhere = { ...job(1).route, connection_id: 2 };
  const running = [
    job(1, { cost_micros: 3 }),
    job(2, { state: 'running', cost_micros: 4 }),
    job(3, { route: elsewhere }),
  ];
  expect(held([...running, job(4, { state: 'failed', cost_micros: 9 })], 1)).toBe(7);
});
