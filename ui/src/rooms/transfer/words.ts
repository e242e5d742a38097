/** The words that an export's template may hold, in the order in which they are offered, and the names that come of it. Pure. */
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

/** A clip's own file, and how the names of those beside it end. */
export interface Named {
  readonly name: string;
  readonly beside: readonly string[];
}

/** The files by clip: those of one clip stand in a row and are called alike but for their endings. */
export function byClip(files: readonly string[]): Named[] {
  return files.reduce<Named[]>((clips, file) => {
    const last = clips.at(-1);
    if (!last || stem(last.name) !== stem(file)) return [...clips, { name: file, beside: [] }];
    const ending = file.slice(stem(file).length);
    return [...clips.slice(0, -1), { ...last, beside: [...last.beside, ending] }];
  }, []);
}

function stem(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}
