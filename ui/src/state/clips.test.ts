import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type Clip } from '../backend/backend';
import { Clips } from './clips.svelte';
import { clip, TestBackend } from '../backend/testing/fixtures';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A core that answers when it is let, in any order. */
function opened() {
  const answers: ((clips: Clip[]) => void)[] = [];
  const backend = new TestBackend({ get_clips: () => new Promise<Clip[]>((answer) => answers.push(answer)) });
  const clips = new Clips(backend);
  const answer = async (call: number, ...given: Clip[]) => {
    answers[call]?.(given);
    await vi.advanceTimersByTimeAsync(200);
  };
  const gathered = () => vi.advanceTimersByTimeAsync(200);
  return { backend, clips, answer, gathered };
}

const old = clip(5);
const now = clip(5, { tags: [1] });

describe('a clip', () => {
  it('that changes while it is first asked for is asked for again', async () => {
    const { backend, clips, answer, gathered } = opened();
    clips.want('gallery', [5]);
    await gathered();
    clips.apply({ kind: 'clips', ids: [5] });
    await answer(0, old);
    expect(backend.asked('get_clips')).toHaveLength(2);
    await answer(1, now);
    expect(clips.get(5)).toEqual(now);
  });

  it('is never that of an older answer that came late', async () => {
    const { clips, answer, gathered } = opened();
    clips.want('gallery', [5]);
    await gathered();
    clips.apply({ kind: 'clips', ids: [5] });
    await gathered();
    await answer(1, now);
    await answer(0, old);
    expect(clips.get(5)).toEqual(now);
  });

  it('that was told stays as it was told', async () => {
    const { clips, answer, gathered } = opened();
    clips.want('gallery', [5]);
    await gathered();
    clips.apply({ kind: 'clip', clip: now });
    await answer(0, old);
    expect(clips.get(5)).toEqual(now);
  });
});

describe('viewers', () => {
  const grid = [1_999, 2_000, 2_001];
  const words = (id: number) => clip(id);

  it('get what they show, whoever else asks for something: a start deep in the gallery', async () => {
    const { backend, clips, answer, gathered } = opened();
    clips.want('gallery', grid);
    clips.want('inspector', [7]);
    await gathered();
    expect(backend.asked('get_clips')).toEqual([{ ids: [...grid, 7] }]);
    await answer(0, ...[...grid, 7].map(words));
    expect([...grid, 7].map((id) => clips.get(id)?.id)).toEqual([...grid, 7]);
  });

  it('let go what scrolled by before it was fetched, of their own only', async () => {
    const { backend, clips, gathered } = opened();
    clips.want('inspector', [7]);
    clips.want('gallery', [1, 2]);
    clips.want('gallery', [3]);
    await gathered();
    expect(backend.asked('get_clips')).toEqual([{ ids: [7, 3] }]);
  });

  it('are asked for again when everything is fetched anew', async () => {
    const { backend, clips, answer, gathered } = opened();
    clips.want('gallery', [1]);
    await gathered();
    await answer(0, clip(1));
    clips.forget();
    await gathered();
    expect(backend.asked('get_clips')).toEqual([{ ids: [1] }, { ids: [1] }]);
    await answer(1, clip(1));
    expect(clips.get(1)).toEqual(clip(1));
  });

  it('are asked for again after a call that failed, and not again for what is not there', async () => {
    let calls = 0;
    const backend = new TestBackend({
      get_clips: () => (++calls === 1 ? Promise.reject(new CallError('internal', 'no')) : [clip(1)]),
    });
    const clips = new Clips(backend);
    clips.want('gallery', [1, 2]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(calls).toBe(2);
    expect(clips.get(1)).toEqual(clip(1));
  });

  it('keep what they show when many others were looked at since', async () => {
    const backend = new TestBackend({ get_clips: ({ ids }) => ids.map(words) });
    const clips = new Clips(backend);
    clips.want('inspector', [1]);
    await vi.advanceTimersByTimeAsync(200);
    for (let from = 100; from < 5_000; from += 100) {
      clips.want(
        'gallery',
        Array.from({ length: 100 }, (_, at) => from + at),
      );
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(clips.get(1)).toBeDefined();
    expect(clips.get(100)).toBeUndefined();
  });
});
