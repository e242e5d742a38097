import { expect, it } from 'vitest';
import type { JobRecord } from '../../backend/backend';
import { prettyJson } from '../../parts/pretty-json';
import { stepsOf } from './history';

const RECORD: JobRecord = {
  id: 1,
  format: 'unified',
  created_at: 1_000,
  sent_at: 1_400,
  accepted_at: null,
  ended_at: 1_300,
  expected_ms: null,
  submits: 1,
  polls: 0,
  answer: null,
};

it('tells the steps there were, each with the time since the one before', () => {
  expect(stepsOf(RECORD)).toEqual([
    { kind: 'made', at: 1_000, after_ms: null },
    { kind: 'sent', at: 1_400, after_ms: 400 },
    { kind: 'ended', at: 1_300, after_ms: 0 },
  ]);
});

it('lays JSON out and leaves other words alone', () => {
  expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
  expect(prettyJson('{"cut off')).toBe('{"cut off');
});
