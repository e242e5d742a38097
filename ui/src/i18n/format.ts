/** Numbers, dates and lengths in a language's own shape. Pure: the language and the present moment are passed in. */
import type { Language } from '../backend/backend';
import type { Locale } from './locale';
import { LOCALES } from './locales';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

function made({ formats: locale, month }: Locale) {
  return {
    number: new Intl.NumberFormat(locale),
    tenths: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    cents: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    fractions: new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 }),
    whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date: new Intl.DateTimeFormat(locale, { day: 'numeric', month }),
    date_and_year: new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric' }),
    month_and_year: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }),
    near_day: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
}

const MADE = new Map<Language, ReturnType<typeof made>>();

/** The formats of a language, made when they are first asked for. */
function formats(language: Language): ReturnType<typeof made> {
  const found = MADE.get(language) ?? made(LOCALES[language]);
  MADE.set(language, found);
  return found;
}

/** The forms of a text with a number, by the categories of the language's plural rules; `other` stands for those left out. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const PLURAL_RULES = new Map<string, Intl.PluralRules>();

/** Returns the form of a text that the number asks for. A language with one form for all needs no call. */
export function plural(language: string, n: number, forms: Forms): string {
  const rules = PLURAL_RULES.get(language) ?? new Intl.PluralRules(language);
  PLURAL_RULES.set(language, rules);
  return forms[rules.select(n)] ?? forms.other;
}

export function number(language: Language, n: number): string {
  return formats(language).number.format(n);
}

/** `14:02`, always of 24 hours. */
export function time(language: Language, at_ms: number): string {
  return formats(language).time.format(at_ms);
}

/** `Today`, `Yesterday`, then `3 May`, with the year when it is another one. */
export function day(language: Language, at_ms: number, now_ms: number): string {
  const format = formats(language);
  const passed = Math.round((midnight(now_ms) - midnight(at_ms)) / DAY);
  if (passed === 0 || passed === 1) return capital(format.near_day.format(-passed, 'day'));
  const same_year = new Date(at_ms).getFullYear() === new Date(now_ms).getFullYear();
  return (same_year ? format.date : format.date_and_year).format(at_ms);
}

/** `November 2026`. */
export function month(language: Language, at_ms: number): string {
  return formats(language).month_and_year.format(at_ms);
}

/** `Today, 13:41`. */
export function moment(language: Language, at_ms: number, now_ms: number): string {
  return day(language, at_ms, now_ms) + LOCALES[language].day_and_time + time(language, at_ms);
}

/** `just now`, `2 min ago`, `3 h ago`, then the day. */
export function ago(language: Language, at_ms: number, now_ms: number): string {
  const words = LOCALES[language];
  const passed = Math.max(0, now_ms - at_ms);
  if (passed < MINUTE) return words.now;
  if (passed < HOUR) return number(language, Math.floor(passed / MINUTE)) + words.ago.minute;
  if (passed < DAY) return number(language, Math.floor(passed / HOUR)) + words.ago.hour;
  return day(language, at_ms, now_ms);
}

/** `$18.42`, `$0.005`: millionths of a US dollar; parts of a cent only below a dollar, where they tell something. */
export function money(language: Language, micros: number): string {
  const dollars = micros / 1_000_000;
  const { cents, fractions } = formats(language);
  return `${dollars < 0 ? '-' : ''}$${(Math.abs(dollars) < 1 ? fractions : cents).format(Math.abs(dollars))}`;
}

/** Items of one kind in a row: `dusk, rain`. */
export function list(language: Language, items: readonly string[]): string {
  return items.join(LOCALES[language].list);
}

/** A length of time: `184 ms`, `12 s`, `4 min 12 s`, `2 h 5 min`. */
export function duration(language: Language, ms: number): string {
  const { unit } = LOCALES[language];
  if (ms < 1000) return number(language, Math.round(ms)) + unit.ms;
  const seconds = Math.round(ms / 1000);
  const parts =
    seconds < 3600
      ? [part(Math.floor(seconds / 60), unit.minute), part(seconds % 60, unit.second)]
      : [part(Math.floor(seconds / 3600), unit.hour), part(Math.floor((seconds % 3600) / 60), unit.minute)];
  return parts.filter(Boolean).join(' ');
}

/** A position in a film: `0:15`, `12:04`, `1:02:03`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const tail = String(s).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}

/** `18 MB`, `1.4 GB`: by thousands, as file managers count; a tenth only where it tells something. */
export function bytes(language: Language, n: number): string {
  const step = n < 1000 ? 0 : Math.min(Math.floor(Math.log10(n) / 3), BYTE_UNITS.length - 1);
  const value = n / 1000 ** step;
  const format = value < 10 && step > 1 ? formats(language).tenths : formats(language).whole;
  return `${format.format(value)} ${BYTE_UNITS[step] ?? 'B'}`;
}

function midnight(at_ms: number): number {
  return new Date(at_ms).setHours(0, 0, 0, 0);
}

function part(n: number, unit: string): string {
  return n > 0 ? `${n}${unit}` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
