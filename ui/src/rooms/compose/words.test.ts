import { describe, expect, it } from 'vitest';
import type { ModelOption, Problem } from '../../backend/backend';
import { en } from '../../i18n/en';
import { problemText, usualTime } from './words';

const model: ModelOption = {
  id: 'sora-2',
  label: 'Sora 2',
  family: 'sora',
  aspect_ratios: ['16:9'],
  durations_s: [10, 15],
  expected_ms: [60_000, 300_000],
  offered: true,
};

describe('usualTime', () => {
  it('is the model’s at a relay, and seconds at the built-in one', () => {
    expect(usualTime(model, 'relay', en.compose)).toBe('1–5 min');
    expect(usualTime(model, 'demo', en.compose)).toBe('a few seconds');
  });

  it('is nothing where nobody knows', () => {
    expect(usualTime({ ...model, expected_ms: null }, 'relay', en.compose)).toBeNull();
    expect(usualTime(null, null, en.compose)).toBeNull();
  });
});

it('names the control and what it takes', () => {
  const problem: Problem = { field: 'duration_s', rule: { rule: 'one_of', values: ['10', '15'] } };
  expect(problemText(problem, en.compose.problem)).toBe('Length: this model takes 10, 15');
});
