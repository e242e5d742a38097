import { expect, it } from 'vitest';
import { spreadPrompt } from './spread-shots';
import { DRAFT, TestBackend } from '../backend/testing/fixtures';

const shot = (scene: string, duration_ms: number | null) => ({ scene, duration_ms });

it('brings the shots of a prompt to the clip’s length, as the core writes them', async () => {
  const backend = new TestBackend({
    read_shots: () => [shot('a plane takes off', 7_500), shot('the plane lands', 7_500)],
    check_storyboard: ({ shots }) => ({
      text: shots.map(({ scene, duration_ms }) => `${scene} ${duration_ms ?? 0}`).join(', '),
      way: { way: 'one_clip' },
      shots_ms: 0,
      clip_ms: null,
      check: {
        problems: [],
        warnings: [],
        hints: [],
        expected_ms: null,
        is_learned: false,
        cost_micros: null,
        count: 1,
        unknown_names: [],
        wildcards: null,
      },
    }),
  });
  expect(await spreadPrompt(backend, DRAFT, 10_000)).toBe('a plane takes off 5000, the plane lands 5000');
});

it('leaves prose alone', async () => {
  const backend = new TestBackend({ read_shots: () => [] });
  expect(await spreadPrompt(backend, DRAFT, 10_000)).toBeNull();
  expect(backend.asked('check_storyboard')).toEqual([]);
});
