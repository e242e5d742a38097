import { describe, expect, it } from 'vitest';
import type { JobState } from '../backend/backend';
import { bulkOf, groupJobs, placeInLine, type GroupId } from './job-groups';
import { job } from '../backend/testing/fixtures';

const EXPECTED: Record<JobState, GroupId> = {
  ready: 'waiting',
  sending: 'running',
  unknown: 'needs_you',
  accepted: 'running',
  running: 'running',
  downloading: 'downloading',
  result_missing: 'needs_you',
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

it('leaves a job alone that the user stopped', () => {
  const groups = groupJobs([job(1, { state: 'stopped', stop_reason: 'user' })]);
  expect(groups.stopped.map(({ id }) => id)).toEqual([1]);
  expect(groups.needs_you).toEqual([]);
});

it('counts the line of each connection by itself', () => {
  const route = { ...job(1).route, connection_id: 9 };
  const waiting = [job(1), job(2, { route }), job(3)].map((one) => ({ ...one, state: 'ready' as const }));
  expect(waiting.map((one) => placeInLine(one, waiting))).toEqual([1, 1, 2]);
});

describe('all at once', () => {
  const failure = { meaning: 'no_result', charged: 'yes', words: null, words_zh: null } as const;
  const accepted = { accepted_at: 5, cost_micros: 700_000 } as const;
  const unsent = job(1, { state: 'stopped', cost_micros: 500_000 });
  const followed = job(2, { state: 'stopped', ...accepted, remote_id: 'a' });
  const missing = job(3, { state: 'result_missing', ...accepted, remote_id: 'b' });
  const nameless = job(4, { state: 'result_missing', ...accepted, failure });
  const unknown = job(5, { state: 'unknown' });

  it('goes on with what can go on, and tells what that costs', () => {
    const { resume, sends, cost_micros } = bulkOf('needs_you', [unsent, followed, missing, nameless, unknown]);
    expect(resume.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(sends.map(({ id }) => id)).toEqual([1]);
    expect(cost_micros).toBe(500_000);
    expect(bulkOf('stopped', [unsent, job(7, { state: 'stopped', cost_micros: null })]).cost_micros).toBeNull();
  });

  it('puts nothing away that may have been paid for and is not here', () => {
    expect(bulkOf('needs_you', [unknown, missing]).dismiss).toEqual([]);
    expect(bulkOf('failed', [job(6, { state: 'failed' })]).dismiss).toHaveLength(1);
  });
});
