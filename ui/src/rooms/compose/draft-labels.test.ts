import { describe, expect, it } from 'vitest';
import type { DraftCheck, Problem, Rule } from '../../backend/backend';
import { en } from '../../i18n/en';
import { generation, picture as pictureOf } from '../../backend/testing/fixtures';
import { option } from '../../backend/testing/options';
import {
  estimate,
  exclusionText,
  lossText,
  modeOf,
  movedText,
  problemText,
  sendLabel,
  settingText,
  warningText,
} from './draft-labels';

const t = en.compose;
const CHECK: DraftCheck = {
  problems: [],
  warnings: [],
  hints: [],
  expected_ms: [660_000, 780_000],
  is_learned: false,
  count: 1,
  unknown_names: [],
  wildcards: null,
  cost_micros: 800_000,
};

describe('the estimate', () => {
  it('counts the price for every clip that a press makes', () => {
    const several = { ...CHECK, count: 6 };
    expect(estimate(several, 'relay', t)).toMatchObject({ count: 6, price: 4_800_000, time: '11–13 min' });
    expect(estimate(several, 'relay', t)?.behind).toContain('6 clips at $0.80 each');
    expect(sendLabel(several, t, (micros) => `$${micros / 1_000_000}`)).toBe('Generate 6 clips, $4.8');
    expect(sendLabel({ ...several, cost_micros: null }, t, String)).toBe('Generate 6 clips');
    expect(sendLabel(CHECK, t, String)).toBeNull();
  });

  it('says when the time is learned, and where it is not the model’s', () => {
    expect(estimate({ ...CHECK, is_learned: true }, 'relay', t)?.behind).toContain('learned from your clips');
    expect(estimate(CHECK, 'demo', t)).toMatchObject({ time: 'a few seconds', behind: '$0.80 a clip.' });
    expect(estimate({ ...CHECK, expected_ms: [4_000, 4_200], is_learned: true }, 'demo', t)?.time).toBe('4 s');
  });

  it('is only a time without a price, and nothing where nobody knows', () => {
    expect(estimate({ ...CHECK, cost_micros: null }, 'relay', t)).toMatchObject({ price: null, time: '11–13 min' });
    expect(estimate({ ...CHECK, cost_micros: null, expected_ms: null }, 'relay', t)).toBeNull();
  });
});

describe('a problem', () => {
  const said = (field: string, rule: Rule, now?: string) => problemText({ field, rule } satisfies Problem, t, now);

  it('names the control and what it takes', () => {
    expect(said('duration_s', { rule: 'one_of', values: ['10', '15'] })).toBe('Length: this model takes 10, 15');
    expect(said('pictures[1].source', { rule: 'no_url' })).toBe('Pictures: an address begins with http:// or https://');
    expect(said('prompt', { rule: 'at_most', max: 800 })).toBe('Prompt: at most 800 characters');
    expect(said('shots', { rule: 'shots_sum', shots_ms: 7_500, clip_ms: 15_000, fit_s: null })).toContain('7.5 s');
  });

  it('names both settings that do not go together', () => {
    expect(said('hd', { rule: 'not_with', field: 'duration_s', value: '25' })).toBe('HD does not go with 25 s');
    expect(said('duration_s', { rule: 'not_with', field: 'hd', value: 'true' }, '25')).toBe('25 s does not go with HD');
  });
});

it('tells what a choice moved', () => {
  expect(movedText({ part: 'duration_s', was: '8', now: '10' }, t)).toBe('Length is now 10 s');
  expect(movedText({ part: 'aspect_ratio', was: '1:1', now: null }, t)).toBe('Aspect is set by the model');
  expect(movedText({ part: 'hd', was: 'true', now: null }, t)).toBe('HD switched off');
  expect(movedText({ part: 'pictures', was: '3', now: '2' }, t)).toBe('2 of 3 pictures kept');
  expect(movedText({ part: 'cameo', was: 'https://x.example', now: null }, t)).toBe('Cameo dropped');
});

it('names what would be lost in few words', () => {
  expect(lossText({ part: 'characters', was: '@pip', now: null }, en)).toBe('@pip');
  expect(lossText({ part: 'duration_s', was: '25', now: '10' }, en)).toBe('25 s');
  expect(lossText({ part: 'hd', was: 'true', now: null }, en)).toBe('HD');
  expect(lossText({ part: 'pictures', was: '3', now: null }, en)).toBe('pictures');
});

it('says an exclusion as people would', () => {
  const pair = { all_of: [['duration_s', '25'] as [string, string], ['hd', 'true'] as [string, string]] };
  expect(exclusionText(pair, en)).toEqual({
    rule: '25 s has no HD',
    does: 'Choosing it turns HD off and says so at the control.',
  });
  const sizes = { all_of: [['resolution', '1080P'] as [string, string], ['duration_s', '15'] as [string, string]] };
  expect(exclusionText(sizes, en)).toEqual({ rule: '1080P and 15 s do not go together', does: null });
  expect(settingText('watermark', 'false', t)).toBe('Watermark off');
});

it('takes the mode from what is attached', () => {
  const picture = pictureOf('first', { from: 'stored', id: 'ab' });
  expect(modeOf(generation(), null)).toBe('text');
  expect(modeOf(generation({ pictures: [picture] }), option('x'))).toBe('picture');
  expect(modeOf(generation({ pictures: [picture], videos: ['https://x.example'] }), null)).toBe('video');
  expect(modeOf(generation({ remix_of: { clip_id: 1, remote_id: 'r' } }), null)).toBe('remix');
  expect(modeOf(generation({ pictures: [picture] }), option('x', {}, { makes: 'still' }))).toBe('still');
});

it('tells a guess as a guess, and that it can be sent all the same', () => {
  const t = en.compose;
  expect(warningText({ field: 'pictures', rule: { rule: 'at_most', max: 4 } }, t)).toBe(
    'Pictures: more than 4 may be refused, no document says how many are taken. You can send it as it is.',
  );
  const sum = { rule: 'shots_sum', shots_ms: 15_000, clip_ms: 10_000, fit_s: 15 } as const;
  expect(warningText({ field: 'prompt', rule: sum }, t)).toBe(
    'The shots add up to 15 s, the clip to 10 s. You can send it as it is.',
  );
});
