import { describe, expect, it } from 'vitest';
import type { Generation, ModelOption } from '../backend/backend';
import { clampVariations, fit, nearestAspect, nearestDuration } from './fit';

const MODEL: ModelOption = {
  id: 'sora-2-pro',
  label: 'Sora 2 Pro',
  family: 'sora',
  aspect_ratios: ['16:9', '9:16'],
  durations_s: [10, 15, 25],
  expected_ms: null,
  offered: true,
};
const ASKED: Generation = { model: 'veo3.1', prompt: 'a quay', aspect_ratio: '16:9', duration_s: 8 };

describe('fit', () => {
  it('keeps what the model takes', () => {
    const legal = { ...ASKED, duration_s: 15 };
    expect(fit(legal, MODEL)).toEqual({ generation: { ...legal, model: 'sora-2-pro' }, moved: [] });
  });

  it('moves to the nearest and says so', () => {
    const { generation, moved } = fit({ ...ASKED, aspect_ratio: '3:4' }, MODEL);
    expect(generation).toEqual({ model: 'sora-2-pro', prompt: 'a quay', aspect_ratio: '9:16', duration_s: 10 });
    expect(moved).toEqual(['aspect_ratio', 'duration_s']);
  });

  it('fills what was left open without a word', () => {
    const { generation, moved } = fit({ ...ASKED, aspect_ratio: null, duration_s: null }, MODEL);
    expect(generation).toMatchObject({ aspect_ratio: '16:9', duration_s: 10 });
    expect(moved).toEqual([]);
  });

  it('clears what the model does not take', () => {
    const { generation, moved } = fit(ASKED, { ...MODEL, aspect_ratios: [], durations_s: [] });
    expect(generation).toMatchObject({ aspect_ratio: null, duration_s: null });
    expect(moved).toEqual(['aspect_ratio', 'duration_s']);
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
});

describe('variations', () => {
  it.each([
    [0, 1],
    [2.4, 2],
    [9, 4],
    [Number.NaN, 1],
  ])('%d become %d', (asked, kept) => expect(clampVariations(asked)).toBe(kept));
});
