/**
 * Loads the results of a gallery query in pages, so that a long result blocks neither the backend nor the page. When the clips
 * changed meanwhile it begins again.
 */
import type { Backend, Found, Query } from '../backend/backend';
import { columnsOf, extended, type Columns } from '../domain/clip-columns';

/** Clips of the first page, of each page after it, and of a page while none of them can be shown. */
export const FIRST = 500;
export const STRETCH = 20_000;
export const UNSEEN = 100_000;

/** The results loaded so far. */
export interface Answer {
  /** The core's version of the result; null where the page made it up itself. */
  readonly stamp: number | null;
  /** How many there are, exactly. */
  readonly count: number;
  /** As far as they are known. */
  readonly columns: Columns;
  readonly isWhole: boolean;
}

const stretch = (backend: Backend, query: Query, from: number, most: number): Promise<Found> =>
  backend.call('find_clips', { query, from, most });

export async function begin(backend: Backend, query: Query, most = FIRST): Promise<Answer> {
  const found = await stretch(backend, query, 0, most);
  return grown({ stamp: found.stamp, count: found.count, columns: columnsOf(0), isWhole: false }, found);
}

/** Loads the next page. */
export function next(backend: Backend, query: Query, { columns }: Answer, most = STRETCH): Promise<Found> {
  return stretch(backend, query, columns.ids.length, most);
}

/** Returns the answer with one more page. An empty page means that there are no more clips. */
export function grown(answer: Answer, found: Found): Answer {
  const columns = extended(answer.columns, found);
  const known = columns.ids.length;
  const isWhole = known >= found.count || found.ids.length === 0;
  return { stamp: answer.stamp, count: isWhole ? known : found.count, columns, isWhole };
}

/** Loads pages of `most` clips until `isEnough`; null as soon as `wanted` is false. */
export async function until(
  isEnough: (answer: Answer) => boolean,
  most: number,
  backend: Backend,
  query: Query,
  wanted: () => boolean,
): Promise<Answer | null> {
  while (wanted()) {
    let answer = await begin(backend, query, most);
    while (wanted() && !answer.isWhole && !isEnough(answer)) {
      const found = await next(backend, query, answer, most);
      if (found.stamp !== answer.stamp || found.count !== answer.count) break;
      answer = grown(answer, found);
    }
    if (answer.isWhole || isEnough(answer)) return answer;
  }
  return null;
}
