import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClipId, Found, GalleryView, Query } from '../backend/backend';
import { FIRST, STRETCH, UNSEEN } from './query-pager';
import { Gallery } from './gallery.svelte';
import { Jobs } from './jobs.svelte';
import { PLAIN } from '../domain/gallery-query';
import { clip, found, generation, job, NOON, TestBackend, told } from '../backend/testing/fixtures';

const VIEW: GalleryView = { query: PLAIN, clip_id: null, offset: 0, selected: null };
const DUNES: Query = { ...PLAIN, text: 'dunes' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A core whose clips of each text can be changed; its stamp counts the changes. */
function core(clips: Record<string, ClipId[]>, view: GalleryView = VIEW) {
  const state = { clips, stamp: 1 };
  const backend = new TestBackend({
    get_view: () => view,
    save_view: () => null,
    find_clips: ({ query, from, most }) =>
      found(query.shelf === 'failed' ? [] : (state.clips[query.text] ?? []), { from, most }, state.stamp),
    count_clips: ({ queries }) => queries.map(({ text }) => state.clips[text]?.length ?? 0),
    get_clips: ({ ids }) =>
      ids.map((id) => clip(id, { trashed_at: (state.clips[''] ?? []).includes(id) ? null : NOON })),
  });
  const set = (ids: ClipId[], text = '') => {
    state.clips[text] = ids;
    state.stamp += 1;
  };
  return { backend, set };
}

async function opened(ids: ClipId[], dunes: ClipId[] = [], view?: GalleryView) {
  const { backend, set } = core({ '': ids, dunes }, view);
  const jobs = new Jobs(backend, () => NOON + 60_000);
  const gallery = new Gallery(backend, jobs);
  await gallery.load();
  const apply = (change: Parameters<Jobs['apply']>[0]) => {
    jobs.apply(change);
    gallery.apply(change);
  };
  const settled = () => vi.advanceTimersByTimeAsync(500);
  return { backend, set, jobs, gallery, apply, settled, keys: () => Array.from(gallery.sequence.keys) };
}

const down = (from: number, count: number): ClipId[] => Array.from({ length: count }, (_, index) => from - index);

describe('Gallery', () => {
  it('shows clips newest first, each once, and a restored one in its old place', async () => {
    const { apply, keys, set, settled } = await opened([5, 3, 1]);
    apply({ kind: 'clip', clip: clip(6) });
    apply({ kind: 'clip', clip: clip(6) });
    expect(keys()).toEqual([6, 5, 3, 1]);
    set([6, 3]);
    apply({ kind: 'clips', ids: [5, 1] });
    await settled();
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
    const { apply, keys, settled } = await opened([]);
    apply(told(job(1, { state: 'running' })));
    apply({ kind: 'clip', clip: clip(6, { job_id: 1 }) });
    apply(told(job(1, { state: 'done', clip_id: 6 })));
    expect(keys()).toEqual([6]);
    apply({ kind: 'clips', ids: [6] });
    await settled();
    expect(keys()).toEqual([]);
  });

  it('moves the selection on when another change took its clip away', async () => {
    const { gallery, apply, set, settled } = await opened([5, 4, 3, 2]);
    gallery.select(4);
    set([5, 2]);
    apply({ kind: 'clips', ids: [4, 3] });
    await settled();
    expect(gallery.selected).toBe(2);
  });

  it('keeps the selection on a job that becomes a clip', async () => {
    const { apply, gallery } = await opened([]);
    apply(told(job(1, { state: 'running' })));
    gallery.select(-1);
    apply({ kind: 'clip', clip: clip(6, { job_id: 1 }) });
    expect(gallery.selected).toBe(6);
  });

  it('never lets days turn back, even with a clock that was set back', async () => {
    const times = [NOON, NOON + 9e7, NOON - 5];
    const backend = new TestBackend({
      get_view: () => VIEW,
      find_clips: (): Found => ({ ...found([3, 2, 1]), placed_at: times }),
    });
    const gallery = new Gallery(backend, new Jobs(backend));
    await gallery.load();
    expect(Array.from(gallery.sequence.times)).toEqual([NOON, NOON, NOON - 5]);
  });
});

describe('a long answer', () => {
  it('is shown from its beginning at once and grows in stretches until it is whole', async () => {
    const ids = down(30_000, 30_000);
    const { backend, set, gallery } = await opened([]);
    set(ids);
    gallery.show({ ...PLAIN, order: 'longest' });
    await vi.waitFor(() => expect(gallery.sequence.keys.length).toBeGreaterThan(0));
    expect(gallery.count).toBe(30_000);
    await vi.waitFor(() => expect(gallery.isWhole).toBe(true));
    expect(Array.from(gallery.sequence.keys)).toEqual(ids);
    expect(backend.asked('find_clips').slice(1)).toMatchObject([
      { from: 0, most: FIRST },
      { from: FIRST, most: STRETCH },
      { from: FIRST + STRETCH, most: STRETCH },
    ]);
  });

  it('is asked anew when the clips change under it', async () => {
    const { backend, set, gallery, settled } = await opened([]);
    set(down(600, 600));
    const answer = backend.answers.find_clips ?? (() => found([]));
    backend.answers.find_clips = (args) => {
      if (args.from === FIRST && backend.asked('find_clips').length === 3) set(down(601, 601));
      return answer(args);
    };
    gallery.show({ ...PLAIN });
    await settled();
    expect(gallery.clips[0]).toBe(601);
    expect(gallery.clips.length).toBe(601);
    expect(gallery.isWhole).toBe(true);
  });

  it('is waited for where the user was deep in it', async () => {
    const ids = down(900, 900);
    const { gallery } = await opened(ids, [], { ...VIEW, clip_id: 100, offset: 12, selected: 101 });
    expect(gallery.loaded).toBe(false);
    await vi.waitFor(() => expect(gallery.loaded).toBe(true));
    expect(gallery.subject).toBe(1);
    expect(gallery.clips.length).toBe(900);
    expect(gallery.place).toEqual({ key: 100, offset: 12 });
    expect(gallery.selected).toBe(101);
  });
});

/** A door that answers a command only when it is let. */
function held(backend: TestBackend, command: 'find_clips' | 'trash_clips' = 'find_clips') {
  const answer = backend.answers[command] as ((args: unknown) => unknown) | undefined;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((go) => (open = go));
  Object.assign(backend.answers, {
    [command]: (args: unknown) => gate.then(() => answer?.(args)),
  });
  return open;
}

describe('the first screen', () => {
  it('waits for its own clips only, and nothing of it moves when the rest comes', async () => {
    const { backend } = core({ '': down(30_000, 30_000) });
    const jobs = new Jobs(backend, () => NOON);
    // Older than the clips of the first stretch, newer than those of the last.
    jobs.apply(told(job(1, { state: 'failed', created_at: NOON + 10_000_500 })));
    const gallery = new Gallery(backend, jobs);
    const answer = backend.answers.find_clips ?? (() => found([]));
    let rest: () => void = () => undefined;
    const gate = new Promise<void>((go) => (rest = go));
    backend.answers.find_clips = (args) => (args.from === 0 ? answer(args) : gate.then(() => answer(args)));
    await gallery.load();
    expect([gallery.loaded, gallery.isWhole, gallery.count]).toEqual([true, false, 30_000]);
    const first = gallery.sequence;
    expect(first.keys.length).toBe(FIRST);
    rest();
    await vi.waitFor(() => expect(gallery.isWhole).toBe(true));
    expect(gallery.sequence.keys.length).toBe(30_001);
    expect(gallery.sequence.keys.subarray(0, FIRST)).toEqual(first.keys);
    expect(gallery.sequence.days).toBe(first.days);
    expect(gallery.subject).toBe(1);
  });

  it('keeps the headings that it began with', async () => {
    const { backend, gallery, settled } = await opened([]);
    const ids = down(3_000, 3_000);
    // Dense at first, sparse after that.
    backend.answers.find_clips = ({ from, most }) => ({
      ...found(ids, { from, most }),
      placed_at: ids.map((_, at) => NOON - (at < FIRST ? at : at * 86_400_000)).slice(from, from + most),
    });
    gallery.show(DUNES);
    await settled();
    expect(gallery.isWhole).toBe(true);
    expect(gallery.sequence.days).toBe('fall');
  });

  it('of those deep in it comes as soon as their place is known', async () => {
    const { backend } = core({ '': down(250_000, 250_000) }, { ...VIEW, clip_id: 100_000 });
    const gallery = new Gallery(backend, new Jobs(backend, () => NOON));
    const answer = backend.answers.find_clips ?? (() => found([]));
    let rest: () => void = () => undefined;
    const gate = new Promise<void>((go) => (rest = go));
    backend.answers.find_clips = (args) => (args.from < 2 * UNSEEN ? answer(args) : gate.then(() => answer(args)));
    await gallery.load();
    await vi.waitFor(() => expect(gallery.loaded).toBe(true));
    expect(gallery.clips.length).toBe(2 * UNSEEN);
    rest();
    await vi.waitFor(() => expect(gallery.isWhole).toBe(true));
    expect(gallery.clips.length).toBe(250_000);
    expect(gallery.subject).toBe(1);
  });
});

describe('weeding out', () => {
  it('takes clips away at once, and lays nothing out anew when the core has told', async () => {
    const { backend, gallery, apply, set, settled, keys } = await opened([5, 4, 3]);
    gallery.select(4);
    let done: (value: null) => void = () => undefined;
    const went = gallery.without([4], new Promise<null>((go) => (done = go)));
    expect([keys(), gallery.count, gallery.selected]).toEqual([[5, 3], 2, 3]);
    set([5, 3]);
    apply({ kind: 'clips', ids: [4] });
    await settled();
    expect(backend.asked('find_clips')).toHaveLength(1);
    done(null);
    await went;
    const before = gallery.sequence.keys;
    await settled();
    expect(backend.asked('find_clips').slice(1)).toMatchObject([{ most: 0 }]);
    expect(gallery.sequence.keys).toBe(before);
    apply({ kind: 'clips', ids: [5] });
    await settled();
    expect(gallery.sequence.keys).toBe(before);
  });

  it('is as fast among what was found', async () => {
    const { backend, gallery, apply, set, settled, keys } = await opened([5, 4, 3], [5, 4]);
    gallery.show(DUNES);
    await settled();
    const asked = backend.asked('find_clips').length;
    await gallery.without([4], Promise.resolve());
    set([5], 'dunes');
    apply({ kind: 'clips', ids: [4] });
    await settled();
    expect(keys()).toEqual([5]);
    expect(backend.asked('find_clips').slice(asked)).toMatchObject([{ most: 0 }]);
  });

  it('brings them back where it cannot be done', async () => {
    const { gallery, keys } = await opened([5, 4, 3]);
    await expect(gallery.without([4], Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect([keys(), gallery.count]).toEqual([[5, 4, 3], 3]);
  });

  it('asks only for the clip that came back', async () => {
    const { backend, gallery, apply, set, settled, keys } = await opened([5, 4, 3]);
    await gallery.without([4], Promise.resolve());
    set([5, 3]);
    apply({ kind: 'clips', ids: [4] });
    await settled();
    set([5, 4, 3]);
    apply({ kind: 'clips', ids: [4] });
    await settled();
    expect(keys()).toEqual([5, 4, 3]);
    expect(backend.asked('get_clips')).toEqual([{ ids: [4] }]);
    expect((backend.asked('find_clips') as { most: number }[]).map(({ most }) => most)).toEqual([FIRST, 0, 0]);
  });

  it('waits for what is still being told before it asks for everything', async () => {
    const { backend, gallery, apply, set, settled, keys } = await opened([5, 4, 3]);
    const answer = backend.answers.get_clips ?? (() => []);
    backend.answers.get_clips = (args) => {
      if (args.ids.length === 1) apply({ kind: 'clips', ids: [6] });
      return answer(args);
    };
    set([7, 6, 5, 4, 3]);
    apply({ kind: 'clips', ids: [7] });
    await settled();
    expect(keys()).toEqual([7, 6, 5, 4, 3]);
    expect((backend.asked('find_clips') as { most: number }[]).map(({ most }) => most)).toEqual([FIRST, 0, 0]);
    expect(gallery.count).toBe(5);
  });

  it('goes on while the rest of a long answer comes', async () => {
    const ids = down(70_000, 70_000);
    const { backend, set } = core({ '': ids });
    const gallery = new Gallery(backend, new Jobs(backend, () => NOON));
    const answer = backend.answers.find_clips ?? (() => found([]));
    let left = ids;
    backend.answers.find_clips = async (args) => {
      if (args.from > 0 && left.length > 69_997) {
        const gone = left[3] ?? 0;
        left = left.filter((id) => id !== gone);
        set(left);
        await gallery.without([gone], Promise.resolve());
        gallery.apply({ kind: 'clips', ids: [gone] });
      }
      return answer(args);
    };
    await gallery.load();
    await vi.waitFor(() => expect(gallery.isWhole).toBe(true));
    await vi.advanceTimersByTimeAsync(200);
    expect(Array.from(gallery.clips)).toEqual(left);
    const starts = (backend.asked('find_clips') as { from: number; most: number }[]).filter(({ most }) => most > 0);
    expect(starts.filter(({ from }) => from === 0)).toHaveLength(1);
  });

  it('shows nothing twice when an answer was under way', async () => {
    const { backend, gallery, set, settled, keys } = await opened([5, 4, 3], [5, 4, 3]);
    const open = held(backend);
    gallery.show(DUNES);
    await settled();
    await gallery.without([4], Promise.resolve());
    open();
    await settled();
    expect(keys()).toEqual([5, 3]);
    set([5, 3], 'dunes');
    gallery.apply({ kind: 'clips', ids: [4] });
    await settled();
    expect(keys()).toEqual([5, 3]);
  });
});

describe('a question', () => {
  it('shows what it finds without the jobs, and another subject', async () => {
    const { gallery, apply, keys, settled } = await opened([5, 4, 3], [4]);
    apply(told(job(1, { state: 'running' })));
    gallery.show(DUNES);
    expect(gallery.query).toEqual(DUNES);
    expect(keys()).toContain(5);
    await settled();
    expect(keys()).toEqual([4]);
    expect(gallery.subject).toBe(2);
    expect([gallery.count, gallery.total]).toEqual([1, 3]);
  });

  it('asks once for letters typed together and lets go of answers that were overtaken', async () => {
    const { gallery, backend, keys, settled } = await opened([5, 4, 3], [4]);
    const asked = backend.asked('find_clips').length;
    gallery.search('d');
    gallery.search('dune');
    gallery.search('dunes');
    await settled();
    expect(backend.asked('find_clips').slice(asked)).toMatchObject([{ query: DUNES }]);
    expect(keys()).toEqual([4]);
  });

  it('shows only what failed on that shelf', async () => {
    const { gallery, apply, keys, settled } = await opened([5]);
    apply(told(job(1, { state: 'running' })));
    apply(told(job(2, { state: 'failed' })));
    gallery.show({ ...PLAIN, shelf: 'failed' });
    await settled();
    expect(keys()).toEqual([-2]);
  });

  it('finds among what failed by all the words that are typed, and counts it', async () => {
    const { gallery, apply, keys, settled } = await opened([5]);
    const failed = (id: number, prompt: string) =>
      told(job(id, { state: 'failed', generation: generation({ prompt }) }));
    apply(failed(1, 'A paper lantern at dusk'));
    apply(failed(2, 'A lantern in the rain'));
    apply(failed(3, 'Dunes'));
    gallery.show({ ...PLAIN, shelf: 'failed' });
    await settled();
    expect([gallery.count, gallery.ofShelf]).toEqual([3, 3]);
    gallery.search('DUSK lantern');
    await settled();
    expect(keys()).toEqual([-1]);
    expect([gallery.count, gallery.ofShelf]).toEqual([1, 3]);
    gallery.search('harbour');
    await settled();
    expect([keys(), gallery.count]).toEqual([[], 0]);
  });

  it('comes back to where the user was when it is cleared', async () => {
    const { gallery, settled } = await opened([5, 4, 3], [4]);
    gallery.rest({ key: 3, offset: 7 });
    gallery.show(DUNES);
    await settled();
    expect(gallery.place).toBeNull();
    gallery.clear();
    await settled();
    expect(gallery.place).toEqual({ key: 3, offset: 7 });
  });

  it('is kept with the place and the selection', async () => {
    const { gallery, backend, settled } = await opened([5, 4, 3], [4]);
    gallery.show(DUNES);
    await settled();
    gallery.select(4);
    gallery.rest({ key: 4, offset: 30 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(backend.asked('save_view').at(-1)).toEqual({
      view: { query: DUNES, clip_id: 4, offset: 30, selected: 4 },
    });
  });

  it('that cannot be answered any more does not keep the gallery shut', async () => {
    const { backend } = core({ '': [2, 1] }, { ...VIEW, query: DUNES });
    const answer = backend.answers.find_clips ?? (() => found([]));
    backend.answers.find_clips = (args) => {
      if (args.query.text !== '') throw new Error('no such thing');
      return answer(args);
    };
    const gallery = new Gallery(backend, new Jobs(backend));
    await gallery.load();
    expect(Array.from(gallery.clips)).toEqual([2, 1]);
    expect(gallery.query).toEqual(PLAIN);
  });
});

describe('after a change', () => {
  it('nothing is laid out anew where the same clips stand in the same order', async () => {
    const { gallery, apply, backend, settled } = await opened([5, 3]);
    const before = gallery.sequence.keys;
    apply({ kind: 'clips', ids: [5] });
    apply({ kind: 'clips', ids: [3] });
    await settled();
    expect(gallery.sequence.keys).toBe(before);
    expect(backend.asked('find_clips')).toHaveLength(2);
  });

  it('a clip that was put in its place already is not asked for again', async () => {
    const { gallery, apply, backend, set, settled } = await opened([5, 3]);
    set([6, 5, 3]);
    apply({ kind: 'clips', ids: [6, 5] });
    apply({ kind: 'clip', clip: clip(6) });
    const before = gallery.sequence.keys;
    await settled();
    expect(gallery.sequence.keys).toBe(before);
    expect(backend.asked('find_clips')).toHaveLength(2);
    apply({ kind: 'clips', ids: [5] });
    await settled();
    expect(backend.asked('find_clips')).toHaveLength(3);
  });

  it('the answer to a question is found anew and swapped in without another subject', async () => {
    const { gallery, apply, set, settled, keys } = await opened([5, 4, 3], [4]);
    gallery.show(DUNES);
    await settled();
    set([5, 4], 'dunes');
    apply({ kind: 'clips', ids: [5] });
    await settled();
    expect(keys()).toEqual([5, 4]);
    expect(gallery.subject).toBe(2);
  });

  it('a door that is shut is tried again with the next change', async () => {
    const { apply, backend, set, settled, keys } = await opened([5]);
    const answer = backend.answers.find_clips ?? (() => found([]));
    delete backend.answers.find_clips;
    set([7, 5]);
    apply({ kind: 'clips', ids: [7] });
    await settled();
    expect(keys()).toEqual([5]);
    backend.answers.find_clips = answer;
    apply({ kind: 'clips', ids: [5] });
    await settled();
    expect(keys()).toEqual([7, 5]);
  });
});
