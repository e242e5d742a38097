import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clip } from '../backend/backend';
import { Clips } from './clips.svelte';
import { clip, TestBackend } from './testing/fixtures';

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
    clips.want([5]);
    await gathered();
    clips.apply({ kind: 'clips', ids: [5] });
    await answer(0, old);
    expect(backend.asked('get_clips')).toHaveLength(2);
    await answer(1, now);
    expect(clips.get(5)).toEqual(now);
  });

  it('is never that of an older answer that came late', async () => {
    const { clips, answer, gathered } = opened();
    clips.want([5]);
    await gathered();
    clips.apply({ kind: 'clips', ids: [5] });
    await gathered();
    await answer(1, now);
    await answer(0, old);
    expect(clips.get(5)).toEqual(now);
  });

  it('that was told stays as it was told', async () => {
    const { clips, answer, gathered } = opened();
    clips.want([5]);
    await gathered();
    clips.apply({ kind: 'clip', clip: now });
    await answer(0, old);
    expect(clips.get(5)).toEqual(now);
  });
});
