import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LatestQuery } from './latest-query';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('what is asked again within the wait is asked once, as it was asked last', () => {
  const query = new LatestQuery(100);
  const asked: string[] = [];
  query.soon(() => asked.push('a'));
  vi.advanceTimersByTime(99);
  query.soon(() => asked.push('b'));
  vi.advanceTimersByTime(99);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(asked).toEqual(['b']);
});

it('a query that begins at once replaces the one that waits', () => {
  const query = new LatestQuery(100);
  const ask = vi.fn();
  query.soon(ask);
  query.begin();
  vi.advanceTimersByTime(200);
  expect(ask).not.toHaveBeenCalled();
});

it('only the query that began last is the latest', () => {
  const query = new LatestQuery();
  const first = query.begin();
  expect(first()).toBe(true);
  const second = query.begin();
  expect(first()).toBe(false);
  expect(second()).toBe(true);
});

it('waiting again leaves the answer under way as it is, and dropping it leaves what waits', () => {
  const query = new LatestQuery(100);
  const ask = vi.fn();
  const isLatest = query.begin();
  query.soon(ask);
  expect(isLatest()).toBe(true);
  query.drop();
  expect(isLatest()).toBe(false);
  vi.advanceTimersByTime(100);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('cancelling ends what waits', () => {
  const query = new LatestQuery(100);
  const ask = vi.fn();
  query.soon(ask);
  query.cancel();
  vi.advanceTimersByTime(200);
  expect(ask).not.toHaveBeenCalled();
});
