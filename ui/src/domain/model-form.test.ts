import { describe, expect, it } from 'vitest';
import type { ModelForm } from '../backend/backend';
import { read, typed } from './model-form';

const FORM: ModelForm = {
  id: 'quay-1',
  label: { en: 'Quay 1', zh: '码头 1' },
  family: 'quay',
  makes: 'film',
  format: 'openai',
  aspect_ratios: ['16:9', '9:16'],
  durations_s: [5, 10],
  duration_as_text: true,
  resolutions: ['720P'],
  toggles: ['hd'],
  max_pictures: 2,
  picture_roles: ['first', 'last'],
  is_english_only: false,
  has_sound: true,
  expected_s: [60, 180],
  price_micros: 800_000,
};

describe('a model’s form', () => {
  it('is what it was after it was shown', () => {
    expect(typed(FORM)).toMatchObject({ aspect_ratios: '16:9, 9:16', expected_s: '60–180', price_micros: '0.80' });
    expect(read(typed(FORM))).toEqual({ form: FORM });
    const bare = { ...FORM, aspect_ratios: [], durations_s: [], expected_s: null, price_micros: null };
    expect(read(typed(bare))).toEqual({ form: bare });
    const fine: ModelForm = { ...FORM, expected_s: [90, 90], price_micros: 4_500 };
    expect(read(typed(fine))).toEqual({ form: fine });
  });

  it('is read as people type it', () => {
    const told = { ...typed(FORM), aspect_ratios: '16：9，1:1, 16:9', durations_s: '5 s, 8s', expected_s: '60 - 90' };
    expect(read(told)).toMatchObject({
      form: { aspect_ratios: ['16:9', '1:1'], durations_s: [5, 8], expected_s: [60, 90] },
    });
  });

  it.each([
    ['aspect_ratios', 'wide'],
    ['durations_s', '5, ten'],
    ['durations_s', '0'],
    ['expected_s', '90-60'],
    ['price_micros', 'cheap'],
  ] as const)('names the field that cannot be read: %s, %s', (field, text) => {
    expect(read({ ...typed(FORM), [field]: text })).toEqual({ mistakes: [field] });
  });
});
