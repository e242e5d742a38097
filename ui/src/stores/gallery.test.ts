import { describe, expect, it } from 'vitest';
import type { Found } from '../backend/backend';
import { Gallery } from './gallery.svelte';
import { Jobs } from './jobs.svelte';
import { clip, job, NOON, TestBackend, told } from './testing/fixtures';

function indexOf(ids: number[]): Found {
  return {
    count: ids.length,
    stamp: 1,
    ids,
    ratios: ids.map(() => 1778),
    placed_at: ids.map((id) => NOON + id * 1_000),
  };
}

async function opened(ids: number[]) {
  const backend = new TestBackend({
    find_clips: () => indexOf(ids),
  });
  const jobs = new Jobs(backend, () => NOON + 60_000);
  const gallery = new Gallery(backend, jobs);
  await gallery.load();
  const apply = (change: Parameters<Jobs['apply']>[0]) => {
    jobs.apply(change);
    gallery.apply(change);
  };
  return { backend, jobs, gallery, apply, keys: () => Array.from(gallery.sequence.keys) };
}

describe('Gallery', () => {
  it('shows clips newest first, each once, and a restored one in its old place', async () => {
    const { apply, keys } = await opened([5, 3, 1]);
    apply({ kind: 'clip', clip: clip(6) });
    apply({ kind: 'clip', clip: clip(6) });
    expect(keys()).toEqual([6, 5, 3, 1]);
    apply({ kind: 'clips', ids: [5, 1] });
    expect(keys()).toEqual([6, 3]);
    apply({ kind: 'clip', clip: clip(5) });
    expect(keys()).toEqual([6, 5, 3]);
  });

  it('puts running jobs first and turns each into its poster in place', async () => {
    const { apply, keys } = await opened([5, 3]);
    const now = NOON + 60_000;
    apply(told(job(1, { state: 'running', created_at: now })));
    apply(told(job(2, { state: 'running', created_at: now + 1 })));
    expect(keys()).toEqual([-2, -1, 5, 3]);
    apply({ kind: 'clip', clip: clip(6, { job_id: 1 }) });
    apply(told(job(1, { state: 'done', clip_id: 6 })));
    expect(keys()).toEqual([-2, 6, 5, 3]);
    apply({ kind: 'clip', clip: clip(7, { job_id: 2 }) });
    expect(keys()).toEqual([7, 6, 5, 3]);
  });

  it('does not arrange anew for progress', async () => {
    const { apply, gallery } = await opened([5]);
    apply(told(job(1, { state: 'running', progress: 1 })));
    const before = gallery.sequence;
    apply(told(job(1, { state: 'running', progress: 60 })));
    expect(Array.from(gallery.sequence.keys)).toEqual(Array.from(before.keys));
  });

  it('takes a trashed clip away from the place of its job', async () => {
    const { apply, keys } = await opened([]);
    apply(told(job(1, { state: 'running' })));
    apply({ kind: 'clip', clip: clip(6, { job_id: 1 }) });
    apply(told(job(1, { state: 'done', clip_id: 6 })));
    apply({ kind: 'clips', ids: [6] });
    expect(keys()).toEqual([]);
  });

  it('keeps the selection on a job that becomes a clip', async () => {
    const { apply, gallery } = await opened([]);
    apply(told(job(1, { state: 'running' })));
    gallery.select(-1);
    apply({ kind: 'clip', clip: clip(6, { job_id: 1 }) });
    expect(gallery.selected).toBe(6);
  });

  it('tells changes that came during a load on top of it', async () => {
    let answer = (_: Found): void => undefined;
    const coming = new Promise<Found>((resolve) => (answer = resolve));
    const backend = new TestBackend({ find_clips: () => coming });
    const gallery = new Gallery(backend, new Jobs(backend));
    const loading = gallery.load();
    gallery.apply({ kind: 'clip', clip: clip(9) });
    gallery.apply({ kind: 'clips', ids: [3] });
    answer(indexOf([5, 3]));
    await loading;
    expect(Array.from(gallery.sequence.keys)).toEqual([9, 5]);
  });

  it('never lets days rise, even with a clock that was set back', async () => {
    const backend = new TestBackend({
      find_clips: () => ({
        count: 3,
        stamp: 1,
        ids: [3, 2, 1],
        ratios: [1000, 1000, 1000],
        placed_at: [NOON, NOON + 9e7, NOON - 5],
      }),
    });
    const gallery = new Gallery(backend, new Jobs(backend));
    await gallery.load();
    expect(Array.from(gallery.sequence.times)).toEqual([NOON, NOON, NOON - 5]);
  });
});
