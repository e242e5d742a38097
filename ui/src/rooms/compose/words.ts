/** Why a draft cannot be sent, in words, and how long it would take. Pure. */
import type { ConnectionKind, ModelOption, Problem } from '../../backend/backend';
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

/** How long a clip usually takes; the built-in relay draws in seconds what takes the model minutes. */
export function usualTime(model: ModelOption | null, kind: ConnectionKind | null, t: Texts['compose']): string | null {
  if (kind === 'demo') return t.demo_time;
  return model?.expected_ms ? t.span(...model.expected_ms) : null;
}
