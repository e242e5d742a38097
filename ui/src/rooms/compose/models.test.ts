import { describe, expect, it } from 'vitest';
import type { ModelOption } from '../../backend/backend';
import { grouped, matches } from './models';

const model = (id: string, label: string, offered: boolean | null): ModelOption => ({
  id,
  label,
  family: id.split('-')[0] ?? '',
  aspect_ratios: [],
  durations_s: [],
  expected_ms: null,
  offered,
});
const MODELS = [
  model('kling-2', 'Kling 2', false),
  model('sora-2', 'Sora 2', true),
  model('sora-2-pro', 'Sora 2 Pro', true),
  model('veo3.1', 'Veo 3.1', null),
];
const names = (query: string) => grouped(MODELS, query).map(({ group, models }) => [group, models.map(({ id }) => id)]);

describe('the model picker', () => {
  it('groups by what is offered, in the order of the catalogue', () => {
    expect(names('')).toEqual([
      ['offered', ['sora-2', 'sora-2-pro']],
      ['unasked', ['veo3.1']],
      ['not_offered', ['kling-2']],
    ]);
  });

  it('searches names of both kinds, word by word', () => {
    expect(names('PRO sora')).toEqual([['offered', ['sora-2-pro']]]);
    expect(names('veo3')).toEqual([['unasked', ['veo3.1']]]);
    expect(names('nothing')).toEqual([]);
    expect(matches(MODELS[0] ?? model('', '', null), '  ')).toBe(true);
  });
});
