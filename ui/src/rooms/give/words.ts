/** The words that an export's template may hold, in the order in which they are offered. */
import type { Texts } from '../../i18n/en';

export type Word = keyof Texts['give']['export']['words'];

export const WORDS: readonly Word[] = [
  'prompt',
  'model',
  'date',
  'time',
  'number',
  'count',
  'aspect',
  'length',
  'tags',
  'collection',
];

export const token = (word: Word): string => `{${word}}`;
