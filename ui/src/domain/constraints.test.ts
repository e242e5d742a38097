import { describe, expect, it } from 'vitest';
import type { PictureRules } from '../backend/backend';
import {
  arranged,
  clampVariations,
  fit,
  fitPictures,
  holds,
  nearestAspect,
  nearestDuration,
  nearestResolution,
  settle,
} from './constraints';
import { generation, picture } from '../backend/testing/fixtures';
import { option } from '../backend/testing/options';

const MODEL = option('sora-2-pro', { aspect_ratios: ['16:9', '9:16'], durations_s: [10, 15, 25], toggles: ['hd'] });
const NO_HD = { all_of: [['duration_s', '25'] as [string, string], ['hd', 'true'] as [string, string]] };
const STRICT = { ...MODEL, controls: { ...MODEL.controls, exclusions: [NO_HD] } };
const ASKED = generation({ model: 'veo3.1', aspect_ratio: '16:9', duration_s: 8 });
const RULES: PictureRules = {
  min: 0,
  max: 2,
  max_is_guess: false,
  roles: ['first', 'last'],
  takes_urls: true,
  must_match_size: false,
  max_bytes: 1,
};
const url = (name: string) => ({ from: 'url', url: `https://x.example/${name}` }) as const;

describe('fit', () => {
  it('keeps what the model takes', () => {
    const legal = { ...ASKED, duration_s: 15, toggles: { hd: true } };
    expect(fit(legal, MODEL)).toEqual({ generation: { ...legal, model: 'sora-2-pro' }, moved: [] });
  });

  it('moves to the nearest and says so', () => {
    const { generation: fitted, moved } = fit({ ...ASKED, aspect_ratio: '3:4' }, MODEL);
    expect(fitted).toMatchObject({ aspect_ratio: '9:16', duration_s: 10 });
    expect(moved).toEqual([
      { part: 'aspect_ratio', was: '3:4', now: '9:16' },
      { part: 'duration_s', was: '8', now: '10' },
    ]);
  });

  it('fills what was left open without a word', () => {
    const { generation: fitted, moved } = fit({ ...ASKED, aspect_ratio: null, duration_s: null }, MODEL);
    expect(fitted).toMatchObject({ aspect_ratio: '16:9', duration_s: 10 });
    expect(moved).toEqual([]);
  });

  it('drops whatever the model does not take', () => {
    const full = generation({
      resolution: '720P',
      toggles: { hd: true, watermark: false },
      pictures: [picture('first', url('a'))],
      videos: ['https://x.example/v'],
      cameo: { url: 'https://x.example/c', start_ms: 1000, end_ms: 3000 },
      remix_of: { clip_id: 4, remote_id: 'task_4' },
      seed: '7',
      notify_hook: 'https://x.example/h',
    });
    const { generation: fitted, moved } = fit(full, option('bare'));
    expect(fitted).toEqual({ ...generation({ model: 'bare' }), aspect_ratio: null, duration_s: null });
    expect(moved.map(({ part }) => part)).toEqual([
      'pictures',
      'videos',
      'cameo',
      'remix_of',
      'aspect_ratio',
      'duration_s',
      'resolution',
      'hd',
      'watermark',
      'seed',
      'notify_hook',
    ]);
    expect(moved.every(({ now }) => now === null)).toBe(true);
  });

  it('never leaves a toggle on that does not go with the rest', () => {
    const { generation: fitted, moved } = fit({ ...ASKED, duration_s: 25, toggles: { hd: true } }, STRICT);
    expect(fitted.toggles).toEqual({});
    expect(moved).toEqual([{ part: 'hd', was: 'true', now: null }]);
  });

  it('parts nothing that the user put together with the same model', () => {
    const asked = { ...ASKED, model: STRICT.id, duration_s: 25, toggles: { hd: true } };
    expect(fit(asked, STRICT)).toEqual({ generation: asked, moved: [] });
  });
});

describe('settle', () => {
  const on = generation({ duration_s: 10, toggles: { hd: true } });

  it('switches off what does not go with the new value', () => {
    const { generation: settled, moved } = settle(on, { duration_s: 25 }, STRICT);
    expect(settled).toMatchObject({ duration_s: 25, toggles: {} });
    expect(moved).toEqual([{ part: 'hd', was: 'true', now: null }]);
  });

  it('lets a toggle stand that the user switched on: the control explains', () => {
    const { generation: settled, moved } = settle({ ...on, duration_s: 25 }, { toggles: { hd: true } }, STRICT);
    expect(settled.toggles).toEqual({ hd: true });
    expect(moved).toEqual([]);
    expect(holds(NO_HD, settled)).toBe(true);
  });
});

describe('pictures', () => {
  it('take the roles that the model knows, in order', () => {
    const three = ['a', 'b', 'c'].map((name) => picture('reference', url(name)));
    expect(fitPictures(three, RULES).map(({ role }) => role)).toEqual(['first', 'last']);
    expect(fitPictures(three, { ...RULES, max: 5, roles: ['reference'] })).toEqual(three);
    expect(fitPictures(three, null)).toEqual([]);
  });

  it('stand in the model’s order, and what ends a clip begins it where nothing else does', () => {
    const [first, last] = [picture('first', url('a')), picture('last', url('b'))];
    expect(arranged([last, first], RULES)).toEqual([first, last]);
    expect(arranged([last], RULES)).toEqual([{ ...last, role: 'first' }]);
    expect(settle(generation(), { pictures: [last] }, option('x', { pictures: RULES })).generation.pictures).toEqual([
      { ...last, role: 'first' },
    ]);
  });

  it('that lie elsewhere are left where the relay fetches none', () => {
    const stored = picture('first', { from: 'stored', id: 'ab' });
    const both = [picture('last', url('a')), stored];
    expect(fitPictures(both, { ...RULES, takes_urls: false })).toEqual([stored]);
  });
});

describe('the nearest', () => {
  it('aspect is near by shape, not by name', () => {
    expect(nearestAspect('21:9', ['9:16', '1:1', '16:9'])).toBe('16:9');
    expect(nearestAspect('4:5', ['9:16', '1:1', '16:9'])).toBe('1:1');
    expect(nearestAspect('1:1', [])).toBeNull();
  });

  it('length is the shorter of two as near', () => {
    expect(nearestDuration(8, [6, 10])).toBe(6);
    expect(nearestDuration(30, [10, 25, 15])).toBe(25);
  });

  it('resolution is near by its lines', () => {
    expect(nearestResolution('1080P', ['480p', '720p', '2K'])).toBe('2K');
    expect(nearestResolution('780P', ['480P', '720P'])).toBe('720P');
    expect(nearestResolution(null, ['480P'])).toBeNull();
    expect(nearestResolution('720P', [])).toBeNull();
  });
});

describe('variations', () => {
  it.each([
    [0, 1],
    [2.4, 2],
    [9, 4],
    [Number.NaN, 1],
  ])('%d become %d', (asked, kept) => expect(clampVariations(asked)).toBe(kept));
});
