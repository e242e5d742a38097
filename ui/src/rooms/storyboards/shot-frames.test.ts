import { describe, expect, it } from 'vitest';
import type { Shot } from '../../backend/backend';
import { clip, generation } from '../../backend/testing/fixtures';
import { framesOf, stripPosition } from './shot-frames';

const shots = (...scenes: string[]): Shot[] => scenes.map((scene) => ({ scene, duration_ms: 5_000 }));
const whole = clip(7, { shots: shots('rain', 'boat'), generation: generation({ storyboard: { id: 1, shot: null } }) });
const part = (id: number, shot: number, prompt: string) =>
  clip(id, { generation: generation({ prompt, storyboard: { id: 1, shot } }) });

describe('the picture of a shot', () => {
  it('is the middle of it in the clip of all shots', () => {
    expect(framesOf(shots('rain', 'boat'), [whole])).toEqual([
      { clip_id: 7, share: 0.25, ratio: 16 / 9 },
      { clip_id: 7, share: 0.75, ratio: 16 / 9 },
    ]);
  });

  it('is the poster of its own clip', () => {
    const parts = [part(8, 1, 'rain'), part(9, 2, 'boat'), part(10, 1, 'rain')];
    expect(framesOf(shots('rain', 'boat', 'dawn'), parts)).toEqual([
      { clip_id: 8, share: null, ratio: 16 / 9 },
      { clip_id: 9, share: null, ratio: 16 / 9 },
      null,
    ]);
  });

  it('goes where the shot goes', () => {
    const shares = framesOf(shots('boat', 'new', 'rain'), [whole]).map((frame) => frame?.share ?? null);
    expect(shares).toEqual([0.75, null, 0.25]);
  });

  it('stays while the scene is rewritten', () => {
    expect(framesOf(shots('rain', 'a red boat'), [whole])[1]).toEqual({ clip_id: 7, share: 0.75, ratio: 16 / 9 });
  });

  it('is none without clips, or while they are not known', () => {
    expect(framesOf(shots('rain'), [undefined])).toEqual([null]);
    expect(framesOf(shots('rain'), [{ ...whole, has_pictures: false }])).toEqual([null]);
  });
});

it('a strip shows its first frame at the left and its last at the right', () => {
  expect([0, 0.5, 0.999, 1].map(stripPosition)).toEqual([0, (5 / 9) * 100, 100, 100]);
});
