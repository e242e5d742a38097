import { expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { generation } from '../../backend/testing/fixtures';
import { controls, option } from '../../backend/testing/options';
import { choices } from './choices';
import { fieldsOf, isRange, moreOf, setCount, tenths } from './more-settings';

it('shows what the model takes and nothing else, without what is a chip', () => {
  const more = moreOf(controls({ toggles: ['watermark', 'hd'], takes_seed: true }), 'hd');
  expect(more).toMatchObject({ toggles: ['watermark'], videos: 0, cameo: false, seed: true });
  expect(fieldsOf(more)).toEqual(['watermark', 'seed']);
  expect(fieldsOf(moreOf(null, null))).toEqual([]);
});

it('counts what is set: off is set, left to the model is not', () => {
  const more = moreOf(controls({ toggles: ['watermark', 'private'], takes_seed: true }), null);
  expect(setCount(more, generation())).toBe(0);
  expect(setCount(more, generation({ toggles: { watermark: false }, seed: '0' }))).toBe(2);
});

it('reads seconds to a tenth', () => {
  expect(tenths('1.26')).toBe(1_300);
  expect(tenths('2,5')).toBe(2_500);
  expect([tenths(''), tenths('x'), tenths('-1')]).toEqual([null, null, null]);
  expect([isRange(0, 1_000), isRange(500, 3_600), isRange(0, 900)]).toEqual([true, false, false]);
});

it('says at a choice what would not go with it', () => {
  const exclusions = [{ all_of: [['duration_s', '25'] as [string, string], ['hd', 'true'] as [string, string]] }];
  const model = option('pro', { durations_s: [15, 25], toggles: ['hd'], resolutions: ['720P'], exclusions });
  const asked = generation({ duration_s: 15, toggles: { hd: true } });
  expect(choices('duration_s', asked, model, en)).toEqual([
    { label: '15 s', checked: true, patch: { duration_s: 15 } },
    { label: '25 s', checked: false, patch: { duration_s: 25 }, detail: '25 s has no HD' },
  ]);
  expect(choices('resolution', asked, model, en).map(({ label, checked }) => [label, checked])).toEqual([
    ['Auto', true],
    ['720P', false],
  ]);
  expect(choices('aspect_ratio', asked, null, en)).toEqual([]);
});
