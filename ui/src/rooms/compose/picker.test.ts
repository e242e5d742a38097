import { describe, expect, it } from 'vitest';
import type { PictureRules } from '../../backend/backend';
import { generation } from '../../backend/testing/fixtures';
import { option } from '../../backend/testing/options';
import { can, grouped, losses, matches, mentions, sections, type Wanted } from './picker';

const PICTURES: PictureRules = {
  min: 0,
  max: 2,
  max_is_guess: false,
  roles: ['first', 'last'],
  takes_urls: true,
  must_match_size: false,
  max_bytes: 1,
};
const SORA = { aspect_ratios: ['16:9'], durations_s: [10, 15], toggles: ['hd' as const], takes_characters: true };
const MODELS = [
  option('kling-2', SORA, { offered: false, label: { en: 'Kling 2', zh: '可灵 2' } }),
  option('veo3.1', { aspect_ratios: ['16:9'], pictures: PICTURES, toggles: ['upsample'] }, { family: 'veo' }),
  option('sora-2-pro', SORA, { label: { en: 'Sora 2 Pro', zh: 'Sora 2 Pro' } }),
  option('seedance', { aspect_ratios: ['16:9'], durations_s: [10] }, { offered: null }),
  option('relay-x', {}, { origin: 'nobody' }),
  option('image-1', {}, { makes: 'still' }),
];
const ASKED = generation({ prompt: 'A robot @pip walks', toggles: { hd: true } });
const ALL: Wanted = { query: '', kind: 'film', filters: [] };

const names = (wanted: Partial<Wanted>, asked = ASKED) =>
  grouped(MODELS, asked, { ...ALL, ...wanted }).map(({ kind, lost, models }) => [
    kind,
    lost.map(({ part }) => part),
    models.map(({ id }) => id),
  ]);

describe('the model picker', () => {
  it('groups by what would be lost, least first; who is not offered or not described comes last', () => {
    expect(names({})).toEqual([
      ['fits', [], ['sora-2-pro']],
      ['loses', ['characters', 'hd'], ['seedance']],
      ['loses', ['characters', 'duration_s', 'hd'], ['veo3.1']],
      ['not_offered', [], ['kling-2']],
      ['nobody', [], ['relay-x']],
    ]);
  });

  it('puts those together who lose the same', () => {
    const plain = generation({ duration_s: null });
    expect(names({}, plain)[0]).toEqual(['fits', [], ['veo3.1', 'sora-2-pro', 'seedance']]);
  });

  it('searches names of both kinds and every medium, word by word', () => {
    expect(names({ query: 'PRO sora' })).toEqual([['fits', [], ['sora-2-pro']]]);
    expect(names({ query: '可灵' })).toEqual([['not_offered', [], ['kling-2']]]);
    expect(names({ query: 'image' }).map(([, , ids]) => ids)).toEqual([['image-1']]);
    expect(names({ query: 'nothing' })).toEqual([]);
    expect(MODELS.every((model) => matches(model, '  '))).toBe(true);
  });

  it('filters by kind and by ability', () => {
    expect(names({ kind: 'still' }).map(([, , ids]) => ids)).toEqual([['image-1']]);
    expect(names({ filters: ['pictures', 'fine'] }).map(([, , ids]) => ids)).toEqual([['veo3.1']]);
  });

  it('keeps those whom nobody described behind one row, and never shows more than can be read', () => {
    const groups = grouped(MODELS, ASKED, ALL);
    expect(sections(groups, false).at(-1)?.rows).toEqual([{ kind: 'nobody' }]);
    expect(sections(groups, true).at(-1)?.rows).toHaveLength(1);
    const many = Array.from({ length: 300 }, (_, n) => option(`m${n}`, {}, { origin: 'nobody' }));
    const [section] = sections(grouped(many, generation(), ALL), true);
    expect(section).toMatchObject({ hidden: 220 });
    expect(section?.rows).toHaveLength(80);
  });
});

it('tells what a model can by its controls', () => {
  const fine = option('x', { resolutions: ['720P', '1080P'], toggles: ['sound'] });
  expect(can(fine, 'fine')).toBe(true);
  expect(can(fine, 'sound')).toBe(true);
  expect(can(option('x', { resolutions: ['720P'] }), 'fine')).toBe(false);
  expect(can(option('x', { pictures: { ...PICTURES, roles: ['reference'] } }), 'first_last')).toBe(false);
});

it('finds the characters that a prompt names', () => {
  expect(mentions('@pip meets @小明 and @pip; mail@host')).toEqual(['@pip', '@小明']);
});

it('loses a storyboard where a model knows no shots', () => {
  const shots = generation({ prompt: 'Shot 1:\nduration: 5sec\nScene: a quay', aspect_ratio: null, duration_s: null });
  expect(losses(shots, option('plain'))).toEqual([{ part: 'shots', was: '', now: null }]);
  expect(losses(shots, option('sora', { takes_storyboard: true }))).toEqual([]);
});
