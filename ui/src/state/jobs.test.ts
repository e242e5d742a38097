import { describe, expect, it } from 'vitest';
import { CallError, type Job } from '../backend/backend';
import { DRAFT, NOON, TestBackend, clip, created, generation, job, told } from '../backend/testing/fixtures';
import { Jobs } from './jobs.svelte';
import { mayLieAtRelay } from '../domain/job';

const opened = (answers: ConstructorParameters<typeof TestBackend>[0] = {}) =>
  new Jobs(new TestBackend(answers), () => NOON + 60_000);
const ids = (jobs: readonly { id: number }[]) => jobs.map((one) => one.id);

describe('Jobs', () => {
  it('keeps one of each, newest first, as changes tell', () => {
    const jobs = opened();
    for (const id of [2, 1, 3]) jobs.apply(told(job(id)));
    jobs.apply(told(job(1, { state: 'running', progress: 40 })));
    expect(ids(jobs.all)).toEqual([3, 2, 1]);
    expect(jobs.get(1)?.progress).toBe(40);
    expect(ids(jobs.active)).toEqual([3, 2, 1]);
  });

  it('believes a change over a reply that comes after it', async () => {
    const jobs = opened({ create_jobs: () => created(job(1), job(2)) });
    const creating = jobs.create(DRAFT);
    jobs.apply(told(job(1, { state: 'sending' })));
    await creating;
    expect(jobs.get(1)?.state).toBe('sending');
    expect(jobs.get(2)?.state).toBe('ready');
  });

  it('believes a change over a list that was asked for before it', async () => {
    let answer = (_: ReturnType<typeof job>[]): void => undefined;
    const listed = new Promise<ReturnType<typeof job>[]>((resolve) => (answer = resolve));
    const jobs = opened({ list_jobs: () => listed });
    const loading = jobs.load();
    jobs.apply(told(job(1, { state: 'failed' })));
    jobs.apply(told(job(9)));
    answer([job(1, { state: 'running' }), job(2)]);
    await loading;
    expect(jobs.get(1)?.state).toBe('failed');
    expect(ids(jobs.all)).toEqual([9, 2, 1]);
  });

  it('drops what a new list does not hold', async () => {
    let listed = [job(1), job(2)];
    const jobs = opened({ list_jobs: () => listed });
    await jobs.load();
    listed = [job(2)];
    await jobs.load();
    expect(ids(jobs.all)).toEqual([2]);
  });

  it('tells which job came to rest, once', () => {
    const jobs = opened();
    jobs.apply(told(job(1, { state: 'running' })));
    expect(jobs.ended).toBeNull();
    jobs.apply(told(job(1, { state: 'failed' })));
    expect(jobs.ended?.id).toBe(1);
    jobs.apply(told(job(2, { state: 'failed' })));
    expect(jobs.ended?.id).toBe(1);
  });
});

describe('tiles', () => {
  it('keep their places while jobs end in another order', () => {
    const jobs = opened();
    for (const id of [1, 2, 3]) jobs.apply(told(job(id, { state: 'running', created_at: NOON + 60_000 + id })));
    const order = () => jobs.tiles.map((tile) => tile.job.id);
    expect(order()).toEqual([3, 2, 1]);
    jobs.apply(told(job(2, { state: 'done', clip_id: 21 })));
    jobs.apply(told(job(1, { state: 'done', clip_id: 22 })));
    jobs.apply(told(job(3, { state: 'failed' })));
    expect(order()).toEqual([3, 2, 1]);
    expect(jobs.tiles.map((tile) => tile.clip_id)).toEqual([null, 21, 22]);
  });

  it('become the clip that arrives before the job is done', () => {
    const jobs = opened();
    jobs.apply(told(job(1, { state: 'downloading' })));
    jobs.apply({ kind: 'clip', clip: clip(21, { job_id: 1 }) });
    expect(jobs.tiles.map((tile) => tile.clip_id)).toEqual([21]);
  });

  it('go when they are put away, and old clips have none', async () => {
    const jobs = opened({ list_jobs: () => [job(1, { state: 'done', clip_id: 5 }), job(2, { state: 'failed' })] });
    await jobs.load();
    expect(jobs.tiles.map((tile) => tile.job.id)).toEqual([2]);
    jobs.apply(told(job(2, { state: 'failed', dismissed_at: NOON })));
    expect(jobs.tiles).toEqual([]);
  });

  it('of the shots of one film stand together in their order, where the first one stands', () => {
    let now = NOON + 60_000;
    const jobs = new Jobs(new TestBackend({}), () => now++);
    const part = (id: number, shot: number) =>
      job(id, { batch_id: 7, created_at: NOON, generation: generation({ storyboard: { id: 3, shot } }) });
    jobs.apply(told(job(6, { created_at: NOON })));
    for (const each of [part(7, 1), part(8, 2), part(9, 3), part(10, 1), part(11, 2), part(12, 3)]) {
      jobs.apply(told(each));
    }
    jobs.apply(told(job(13, { created_at: NOON })));
    const order = () => jobs.tiles.map((tile) => tile.job.id);
    expect(order()).toEqual([13, 7, 8, 9, 10, 11, 12, 6]);
    jobs.apply(told({ ...part(8, 2), state: 'done', clip_id: 21 }));
    expect(order()).toEqual([13, 7, 8, 9, 10, 11, 12, 6]);
  });

  it('are of clips only: a character stands elsewhere', () => {
    const jobs = opened();
    const character = {
      name: 'Pip',
      source: { from: 'clip', clip_id: 7 },
      way: 'task',
      start_ms: 0,
      end_ms: 2_000,
    } as const;
    jobs.apply(told(job(1, { state: 'running', character })));
    expect(ids(jobs.active)).toEqual([1]);
    expect(jobs.tiles).toEqual([]);
  });

  it('of what runs or needs the user stand before older clips', async () => {
    const jobs = opened({ list_jobs: () => [job(1, { state: 'unknown' }), job(2, { state: 'failed' })] });
    await jobs.load();
    expect(jobs.tiles.map((tile) => tile.job.id)).toEqual([1, 2]);
    expect(jobs.tiles[1]?.placed_at).toBe(job(2).created_at);
  });
});

describe('the clip of a job', () => {
  it('may lie at the relay wherever that may have made it', () => {
    const taken = { remote_id: 'task_1', accepted_at: NOON };
    const may: Partial<Job>[] = [
      { state: 'unknown' },
      { state: 'result_missing' },
      { state: 'stopped', ...taken },
      { state: 'failed', ...taken },
    ];
    for (const of of may) expect(mayLieAtRelay(job(1, of))).toBe(true);
    const mayNot: Partial<Job>[] = [{ state: 'stopped' }, { state: 'failed' }, { state: 'running', ...taken }];
    for (const of of mayNot) expect(mayLieAtRelay(job(1, of))).toBe(false);
  });
});

describe('a lost answer that is looked up', () => {
  const lost = job(1, { state: 'unknown' });
  const missing = { meaning: 'not_listed', charged: 'unknown', words: null, words_zh: null } as const;

  async function checking(check_job: () => Job = () => lost) {
    const jobs = new Jobs(new TestBackend({ list_jobs: () => [lost], check_job }), () => NOON);
    await jobs.load();
    return jobs;
  }

  it('is busy until the relay was asked, and then what was found', async () => {
    const jobs = await checking(() => ({ ...lost, failure: missing }));
    const settled = jobs.check(1);
    expect(jobs.checking.has(1)).toBe(true);
    expect((await settled).failure).toEqual(missing);
    expect(jobs.checking.has(1)).toBe(false);
  });

  it('is no error when it was found in the same moment', async () => {
    const jobs = await checking(() => {
      throw new CallError('conflict', '');
    });
    await expect(jobs.check(1)).rejects.toMatchObject({ code: 'conflict' });
    jobs.apply(told({ ...lost, state: 'accepted' }));
    expect((await jobs.check(1)).state).toBe('accepted');
  });
});
