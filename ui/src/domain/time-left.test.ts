import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left';
import { isActive } from './job';
import { job, NOON } from '../backend/testing/fixtures';

const running = { state: 'running', accepted_at: NOON, expected_ms: 100_000 } as const;

describe('timeLeft', () => {
  it('starts with what is usual', () => {
    expect(timeLeft(job(1, { ...running }), NOON + 30_000)).toBe(70_000);
    expect(timeLeft(job(1, { ...running, progress: 4 }), NOON + 30_000)).toBe(70_000);
  });

  it('believes the progress once there is some', () => {
    expect(timeLeft(job(1, { ...running, progress: 50 }), NOON + 20_000)).toBe(20_000);
    expect(timeLeft(job(1, { ...running, expected_ms: null, progress: 80 }), NOON + 20_000)).toBe(5_000);
    expect(timeLeft(job(1, { ...running, progress: 99 }), NOON + 900_000)).toBe(0);
  });

  it('does not measure the built-in relay by what the model usually takes', () => {
    const route = { ...job(1).route, base_url: 'demo:' };
    expect(timeLeft(job(1, { ...running, route }), NOON + 1_000)).toBeNull();
    expect(timeLeft(job(1, { ...running, route, progress: 20 }), NOON + 1_000)).toBe(4_000);
  });

  it('is 0 when overdue, and nothing when nothing is known', () => {
    expect(timeLeft(job(1, { ...running }), NOON + 200_000)).toBe(0);
    expect(timeLeft(job(1, { ...running, expected_ms: null }), NOON)).toBeNull();
    expect(timeLeft(job(1, { ...running, state: 'accepted' }), NOON)).toBeNull();
    expect(timeLeft(job(1, { state: 'downloading', accepted_at: NOON }), NOON)).toBeNull();
    expect(timeLeft(job(1), NOON)).toBeNull();
  });
});

it('tells what goes on by itself', () => {
  expect(isActive(job(1, { state: 'downloading' }))).toBe(true);
  for (const state of ['unknown', 'result_missing', 'done', 'failed', 'stopped'] as const)
    expect(isActive(job(1, { state }))).toBe(false);
});
