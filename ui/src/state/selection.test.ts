import { describe, expect, it, vi } from 'vitest';
import type { Found } from '../backend/backend';
import { Gallery } from './gallery.svelte';
import { Jobs } from './jobs.svelte';
import { Selection } from './selection.svelte';
import { PLAIN } from '../domain/gallery-query';
import { job, NOON, TestBackend, told } from '../backend/testing/fixtures';

/** Clips from the newest, `count` down to 1. */
async function opened(count: number) {
  const ids = Array.from({ length: count }, (_, at) => count - at);
  const found = {
    count,
    stamp: 1,
    ids,
    ratios: ids.map(() => 1778),
    placed_at: ids.map((id) => NOON + id * 1_000),
  };
  const backend = new TestBackend({
    // Another question finds what it names.
    find_clips: ({ query: { text } }) => (text === '' ? found : only(found, text.split(' ').map(Number))),
    count_clips: ({ queries }) => queries.map(() => count),
  });
  const jobs = new Jobs(backend, () => NOON + 60_000_000);
  const gallery = new Gallery(backend, jobs);
  await gallery.load();
  const selection = new Selection(gallery);
  const selected = () => gallery.clips.filter((id) => selection.has(id));
  /** Asks for these alone. */
  const look = async (...wanted: number[]) => {
    gallery.show({ ...PLAIN, text: wanted.join(' ') });
    await vi.waitFor(() => expect(Array.from(gallery.clips)).toEqual(wanted));
    selection.settle();
  };
  const lookAtAll = async () => {
    gallery.clear();
    await vi.waitFor(() => expect(gallery.count).toBe(count));
    selection.settle();
  };
  return { gallery, jobs, selection, selected, look, lookAtAll };
}

function only(found: Found, ids: number[]): Found {
  return {
    count: ids.length,
    stamp: 2,
    ids,
    ratios: ids.map(() => 1778),
    placed_at: ids.map((id) => found.placed_at[found.ids.indexOf(id)] ?? 0),
  };
}

describe('Selection', () => {
  it('is the lead alone at first', async () => {
    const { selection } = await opened(9);
    selection.pick(5);
    expect(selection.ids).toEqual([5]);
    expect(selection.isSeveral).toBe(false);
    expect(selection.about(7)).toEqual([7]);
  });

  it('takes clips in and out, and tells them in the order shown', async () => {
    const { selection, gallery, selected } = await opened(9);
    selection.pick(3);
    selection.toggle(8);
    selection.toggle(5);
    expect(selection.ids).toEqual([8, 5, 3]);
    expect(Array.from(selected())).toEqual([8, 5, 3]);
    expect(gallery.selected).toBe(5);
    selection.toggle(5);
    expect(selection.ids).toEqual([8, 3]);
    expect([8, 3]).toContain(gallery.selected);
  });

  it('never takes the last one out', async () => {
    const { selection } = await opened(3);
    selection.pick(2);
    selection.toggle(2);
    expect(selection.ids).toEqual([2]);
  });

  it('extends from the anchor to either side, replacing the range before', async () => {
    const { selection, gallery } = await opened(9);
    selection.pick(5);
    selection.extend(2);
    expect(selection.ids).toEqual([5, 4, 3, 2]);
    selection.extend(7);
    expect(selection.ids).toEqual([7, 6, 5]);
    expect(gallery.selected).toBe(7);
  });

  it('extends from what was toggled last', async () => {
    const { selection } = await opened(9);
    selection.pick(9);
    selection.toggle(6);
    selection.extend(4);
    expect(selection.ids).toEqual([6, 5, 4]);
  });

  it('goes past jobs without selecting them', async () => {
    const { selection, gallery, jobs } = await opened(4);
    jobs.apply(told(job(1, { state: 'running' })));
    selection.pick(4);
    selection.extend(-1);
    expect(gallery.selected).toBe(-1);
    expect(selection.ids).toEqual([4]);
    selection.extend(3);
    expect(selection.ids).toEqual([4, 3]);
  });

  it('selects all, and goes back to the lead', async () => {
    const { selection, gallery } = await opened(100_000);
    selection.pick(50_000);
    selection.all();
    expect(selection.ids.length).toBe(100_000);
    expect(gallery.selected).toBe(50_000);
    selection.one();
    expect(selection.ids).toEqual([50_000]);
  });

  it('is about the whole selection from inside it, and about the clip from outside', async () => {
    const { selection } = await opened(9);
    selection.set([7, 6]);
    expect(selection.about(6)).toEqual([7, 6]);
    expect(selection.about(3)).toEqual([3]);
  });

  it('ends when something else is selected from outside', async () => {
    const { selection, gallery } = await opened(9);
    selection.set([7, 6]);
    gallery.select(2);
    expect(selection.ids).toEqual([2]);
    selection.settle();
    gallery.select(7);
    expect(selection.ids).toEqual([7]);
  });

  it('lets go of what another question does not find, for good', async () => {
    const { selection, gallery, look, lookAtAll } = await opened(9);
    selection.set([8, 5, 3]);
    await look(8, 7, 3);
    expect(selection.ids).toEqual([8, 3]);
    expect([8, 3]).toContain(gallery.selected);
    await lookAtAll();
    expect(selection.ids).toEqual([8, 3]);
  });

  it('is led by what is left where the lead is not found, and by nothing where nothing is', async () => {
    const { selection, gallery, look } = await opened(9);
    selection.set([8, 5, 3]);
    await look(9, 3);
    expect(gallery.selected).toBe(3);
    expect(selection.ids).toEqual([3]);
    expect(selection.isSeveral).toBe(false);
    await look(9, 7);
    expect(gallery.selected).toBeNull();
    expect(selection.ids).toEqual([]);
  });

  it('keeps what another question finds, and what is selected under it from outside', async () => {
    const { selection, gallery, look } = await opened(9);
    selection.set([8, 3]);
    await look(9, 8, 3);
    expect(selection.ids).toEqual([8, 3]);
    gallery.select(5);
    selection.settle();
    expect(gallery.selected).toBe(5);
  });

  it('finds the neighbour of what goes: the next that stays, else the one before', async () => {
    const { selection } = await opened(5);
    selection.set([4, 3]);
    expect(selection.after([4, 3])).toBe(2);
    selection.set([2, 1]);
    expect(selection.after([2, 1])).toBe(3);
    expect(selection.after([5, 4, 3, 2, 1])).toBeNull();
  });
});
