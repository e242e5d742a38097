/** A model's form as it is typed: lists and amounts are texts until they are saved. Pure; the core judges the rest. */
import type { ModelForm } from '../backend/backend';
import { parseMoney } from './balance';

/** The fields that are typed as text. */
export type TypedField = 'aspect_ratios' | 'durations_s' | 'resolutions' | 'expected_s' | 'price_micros';
export type Typed = Omit<ModelForm, TypedField> & Record<TypedField, string>;

export function typed(form: ModelForm): Typed {
  return {
    ...form,
    aspect_ratios: form.aspect_ratios.join(', '),
    durations_s: form.durations_s.join(', '),
    resolutions: form.resolutions.join(', '),
    expected_s: form.expected_s ? [...new Set(form.expected_s)].join('–') : '',
    price_micros: form.price_micros === null ? '' : (form.price_micros / 1_000_000).toFixed(6).replace(/0{1,4}$/, ''),
  };
}

/** The form, or the fields that cannot be read. */
export function read(form: Typed): { form: ModelForm } | { mistakes: TypedField[] } {
  const aspects = list(form.aspect_ratios);
  const seconds = list(form.durations_s).map((text) => text.replace(/\s*s$/i, ''));
  const expected = /^(\d+)(?:\s*[-–—~]\s*(\d+))?$/.exec(form.expected_s.trim());
  const price = parseMoney(form.price_micros);
  const blank = (field: TypedField): boolean => form[field].trim() === '';
  const [least, most] = [Number(expected?.[1]), Number(expected?.[2] ?? expected?.[1])];

  const mistakes: TypedField[] = [];
  if (!aspects.every((text) => /^\d+:\d+$/.test(text))) mistakes.push('aspect_ratios');
  if (!seconds.every((text) => /^[1-9]\d*$/.test(text))) mistakes.push('durations_s');
  if (!blank('expected_s') && !(least <= most)) mistakes.push('expected_s');
  if (!blank('price_micros') && price === null) mistakes.push('price_micros');
  if (mistakes.length > 0) return { mistakes };

  return {
    form: {
      ...form,
      aspect_ratios: aspects,
      durations_s: seconds.map(Number),
      resolutions: list(form.resolutions),
      expected_s: blank('expected_s') ? null : [least, most],
      price_micros: price,
    },
  };
}

/** Between commas of any kind; what is said twice counts once. */
function list(text: string): string[] {
  const parts = text.split(/[,，、;；]/).map((part) => part.trim().replace('：', ':'));
  return [...new Set(parts.filter(Boolean))];
}
