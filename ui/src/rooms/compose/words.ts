/** Why a draft cannot be sent, in words, and at which control. Pure. */
import type { Problem } from '../../backend/backend';
import type { Texts } from '../../i18n/en';

type T = Texts['compose']['problem'];

export function problemText({ field, rule }: Problem, t: T): string {
  const required: Partial<Record<string, string>> = t.required;
  const fields: Partial<Record<string, string>> = t.fields;
  const name = fields[field] ?? t.field_other;
  switch (rule.rule) {
    case 'required':
      return required[field] ?? t.required_other;
    case 'one_of':
      return t.one_of(name, rule.values.join(', '));
    case 'between':
      return t.between(name, rule.min, rule.max);
    case 'not_offered':
      return t.not_offered;
    case 'needs_key':
      return t.needs_key;
  }
}

/** An empty prompt is no mistake of the user's yet: it is said by the button, not held against the field. */
export function isMistake({ field, rule }: Problem): boolean {
  return !(field === 'prompt' && rule.rule === 'required');
}
