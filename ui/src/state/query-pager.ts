/**
 * How a question is asked: in stretches, so that neither the door nor the page is held up by a long answer, and from the
 * beginning again when the clips changed under it.
 */
import type { Backend, Found, Query } from '../backend/backend';
import { columnsOf, extended, type Columns } from '../domain/clip-columns';

/** What a first screen needs, what is asked for at a time after that, and at a time as long as nothing of it can be shown. */
export const FIRST = 500;
export const STRETCH = 20_000;
export const UNSEEN = 100_000;

/** What is known of an answer; it grows by a stretch at a time. */
export interface Answer {
  /** Null where it holds without that the core said so. */
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

/** The stretch after what is known. */
export function next(backend: Backend, query: Query, { columns }: Answer, most = STRETCH): Promise<Found> {
  return stretch(backend, query, columns.ids.length, most);
}

/** With its next stretch. One that is empty says that there are no more. */
export function grown(answer: Answer, found: Found): Answer {
  const columns = extended(answer.columns, found);
  const known = columns.ids.length;
  const isWhole = known >= found.count || found.ids.length === 0;
  return { stamp: answer.stamp, count: isWhole ? known : found.count, columns, isWhole };
}

/** As much of an answer as is enough, so many at a time, or null once nobody wants it any more. */
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
