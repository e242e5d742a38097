/** A draft in words, wherever it is edited: what is wrong with it, what a choice moved, what it would cost and take. Pure. */
import type { ConnectionKind, DraftCheck, Generation, Problem } from '../backend/backend';
import type { Texts } from '../i18n/en';
import { ALL_TOGGLES, type Moved } from '../domain/constraints';

type T = Texts['compose'];

/** The field of a draft that a problem is about: `pictures` of `pictures[1].source`. */
export function fieldOf({ field }: Problem): string {
  return /^\w+/.exec(field)?.[0] ?? field;
}

/** Those about one of these fields; a rule against a pair is told at the setting that it names first. */
export function problemsOf(problems: readonly Problem[], fields: readonly string[]): Problem[] {
  return problems.filter((problem) => fields.includes(fieldOf(problem)));
}

/** The draft's own value of a field that is shown by its value. */
export function valueOf(generation: Generation, field: string): string | undefined {
  if (field === 'aspect_ratio' || field === 'resolution') return generation[field] ?? undefined;
  if (field === 'duration_s') return generation.duration_s?.toString();
  const toggle = Object.entries(generation.toggles).find(([name]) => name === field);
  return toggle ? String(toggle[1]) : undefined;
}

export function fieldName(field: string, t: T): string {
  const names: Partial<Record<string, string>> = t.fields;
  return names[field] ?? t.field_other;
}

export const isToggle = (field: string): boolean => ALL_TOGGLES.some((name) => name === field);

/** A setting in the shortest words that name it: `25 s`, `HD`, `Watermark off`, `9:16`. */
export function settingText(field: string, value: string, t: T): string {
  if (isToggle(field)) return value === 'false' ? t.off(fieldName(field, t)) : fieldName(field, t);
  if (field === 'duration_s') return t.seconds(Number(value));
  if (field === 'aspect_ratio' || field === 'resolution') return value;
  return fieldName(field, t);
}

/** `now` is the draft's own value of the field, where the rule is about that. */
export function problemText(problem: Problem, t: T, now?: string): string {
  const field = fieldOf(problem);
  const { rule } = problem;
  const name = fieldName(field, t);
  const required: Partial<Record<string, string>> = t.problem.required;
  switch (rule.rule) {
    case 'required':
      return required[field] ?? t.problem.required_other(name);
    case 'not_taken':
      return t.problem.not_taken(name);
    case 'one_of':
      return t.problem.one_of(name, rule.values);
    case 'between':
      return t.problem.between(name, rule.min, rule.max);
    case 'at_most':
      return field === 'prompt' ? t.problem.prompt_length(rule.max) : t.problem.at_most(name, rule.max);
    case 'at_least':
      return t.problem.at_least(name, rule.min);
    case 'not_with':
      return t.problem.not_with(settingText(field, now ?? 'true', t), settingText(rule.field, rule.value, t));
    case 'no_url':
      return t.problem.no_url(name);
    case 'no_picture_url':
      return t.problem.no_picture_url;
    case 'shots_sum':
      return t.problem.shots_sum(String(rule.shots_ms / 1000), String(rule.clip_ms / 1000));
    case 'too_many_clips':
      return t.problem.too_many_clips(rule.most, rule.count);
    case 'too_long':
      return t.problem.too_long(rule.most);
    case 'too_deep':
      return t.problem.too_deep(rule.most);
    case 'not_offered':
      return t.problem.not_offered;
    case 'needs_key':
      return t.problem.needs_key;
  }
}

/** What a relay may not like: how many of something is told of as a guess, everything else as in a problem. */
export function warningText(warning: Problem, t: T): string {
  const { rule } = warning;
  const words =
    rule.rule === 'at_most' ? t.warning.more_than(fieldName(fieldOf(warning), t), rule.max) : problemText(warning, t);
  return t.warning.line(words);
}

/** What a choice did to one part of the draft. */
export function movedText({ part, was, now }: Moved, t: T): string {
  if (part === 'pictures' && now !== null) return t.moved.fewer(now, was);
  if (now !== null) return t.moved.now(fieldName(part, t), settingText(part, now, t));
  if (part === 'aspect_ratio' || part === 'duration_s' || part === 'resolution')
    return t.moved.open(fieldName(part, t));
  return isToggle(part) ? t.moved.switched_off(fieldName(part, t)) : t.moved.dropped(fieldName(part, t));
}

/** How long a clip usually takes; the built-in relay draws in seconds what takes the model minutes. */
export function usualTime(
  expected_ms: readonly [number, number] | null,
  kind: ConnectionKind | null,
  is_learned: boolean,
  t: T,
): string | null {
  if (kind === 'demo' && !is_learned) return t.demo_time;
  return expected_ms ? t.span(...expected_ms) : null;
}

export interface Estimate {
  /** How many clips a press makes. */
  readonly count: number;
  /** For all of them. */
  readonly price: number | null;
  readonly time: string | null;
  /** What stands behind both. */
  readonly behind: string;
}

/** Null where nothing is known. */
export function estimate(
  { cost_micros, expected_ms, is_learned, count }: DraftCheck,
  kind: ConnectionKind | null,
  t: T,
): Estimate | null {
  const time = usualTime(expected_ms, kind, is_learned, t);
  if (cost_micros === null && time === null && count === 1) return null;
  const said = [
    cost_micros === null ? null : `${t.estimate.price(cost_micros, count)}.`,
    expected_ms === null ? null : is_learned ? t.estimate.learned : kind === 'demo' ? null : t.estimate.usual,
  ];
  return {
    count,
    price: cost_micros === null ? null : cost_micros * count,
    time,
    behind: said.filter((line) => line !== null).join(' '),
  };
}
