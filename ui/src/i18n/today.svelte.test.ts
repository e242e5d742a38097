// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { today } from './today.svelte';

const LATE = new Date(2026, 4, 3, 23, 59, 30).getTime();
const days: number[] = [];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: LATE });
  days.length = 0;
  stop = $effect.root(() => {
    $effect(() => void days.push(new Date(today.start).getDate()));
  });
  flushSync();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('goes on at midnight, and says nothing in between', () => {
  vi.advanceTimersByTime(29_000);
  expect(days).toEqual([3]);
  vi.advanceTimersByTime(1_000);
  flushSync();
  expect(days).toEqual([3, 4]);
  vi.advanceTimersByTime(24 * 3_600_000);
  flushSync();
  expect(days).toEqual([3, 4, 5]);
});

it('is looked at again when the window is seen again', () => {
  vi.setSystemTime(LATE + 9 * 3_600_000);
  document.dispatchEvent(new Event('visibilitychange'));
  flushSync();
  expect(days).toEqual([3, 4]);
});

it('is another within a minute of waking, whatever the timers slept through', () => {
  vi.setSystemTime(LATE + 9 * 3_600_000);
  vi.advanceTimersByTime(60_000);
  flushSync();
  expect(days).toEqual([3, 4]);
});

it('waits for nothing once nobody reads it', async () => {
  stop();
  await vi.advanceTimersByTimeAsync(1);
  expect(vi.getTimerCount()).toBe(0);
});
