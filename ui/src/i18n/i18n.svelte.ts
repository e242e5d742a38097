/**
 * The language in use: its texts as `i18n.t`, and numbers and dates in its shape. Switching it changes every
 * text on screen at once. It does not choose the language: the settings do.
 */
import type { Language } from '../backend/backend';
import { en, type Texts } from './en';
import * as format from './format';
import { LOCALES } from './locales';
import { zh } from './zh';

const TEXTS: Record<Language, Texts> = { en, zh };
class I18n {
  language = $state<Language>('en');

  get t(): Texts {
    return TEXTS[this.language];
  }

  get tag(): string {
    return LOCALES[this.language].tag;
  }

  number = (n: number): string => format.number(this.language, n);
  time = (at_ms: number): string => format.time(this.language, at_ms);
  day = (at_ms: number, now_ms: number): string => format.day(this.language, at_ms, now_ms);
  month = (at_ms: number): string => format.month(this.language, at_ms);
  moment = (at_ms: number, now_ms: number): string => format.moment(this.language, at_ms, now_ms);
  ago = (at_ms: number, now_ms: number): string => format.ago(this.language, at_ms, now_ms);
  duration = (ms: number): string => format.duration(this.language, ms);
  money = (micros: number): string => format.money(this.language, micros);
  bytes = (n: number): string => format.bytes(this.language, n);
  list = (items: readonly string[]): string => format.list(this.language, items);
  clock = format.clock;
}

export const i18n = new I18n();
