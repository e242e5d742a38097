import { expect, it } from 'vitest';
import type { JobState } from '../backend/backend';
import { groupJobs, type GroupId } from './activity';
import { job } from './testing/fixtures';

const EXPECTED: Record<JobState, GroupId> = {
  ready: 'waiting',
  sending: 'running',
  unknown: 'needs_you',
  accepted: 'running',
  running: 'running',
  downloading: 'downloading',
  done: 'done',
  failed: 'failed',
  stopped: 'needs_you',
};

it.each(Object.entries(EXPECTED) as [JobState, GroupId][])('%s belongs to %s', (state, group) => {
  const groups = groupJobs([job(1, { state })]);
  expect(groups[group].map(({ id }) => id)).toEqual([1]);
  expect(Object.values(groups).flat()).toHaveLength(1);
});

it('leaves out what was put away', () => {
  expect(Object.values(groupJobs([job(1, { state: 'failed', dismissed_at: 9 })])).flat()).toEqual([]);
});

it('puts the one that was done last first', () => {
  const groups = groupJobs([job(2, { state: 'done', ended_at: 5 }), job(1, { state: 'done', ended_at: 9 })]);
  expect(groups.done.map(({ id }) => id)).toEqual([1, 2]);
});

it('puts unknown outcomes on top and the next to be sent first', () => {
  const groups = groupJobs([
    job(4, { state: 'ready' }),
    job(3, { state: 'stopped' }),
    job(2, { state: 'ready' }),
    job(1, { state: 'unknown' }),
  ]);
  expect(groups.needs_you.map(({ id }) => id)).toEqual([1, 3]);
  expect(groups.waiting.map(({ id }) => id)).toEqual([2, 4]);
});
