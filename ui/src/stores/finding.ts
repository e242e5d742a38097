/**
 * How a question is asked: in stretches, so that neither the door nor the page is held up by a long answer, and from the
 * beginning again when the clips changed under it.
 */
import type { Backend, Found, Query } from '../backend/backend';
import { columnsOf, fill, firstOf, type Columns } from './columns';

/** What a first screen needs, and what is asked for at a time after that. */
export const FIRST = 500;
export const STRETCH = 20_000;

/** What is known of an answer. It grows; its columns keep their memory. */
export class Answer {
  readonly stamp: number;
  readonly #all: Columns;
  #filled = 0;
  #count: number;

  constructor(found: Found) {
    this.stamp = found.stamp;
    this.#count = found.count;
    this.#all = columnsOf(found.count);
    this.#put(found);
  }

  get count(): number {
    return this.#count;
  }

  get isWhole(): boolean {
    return this.#filled >= this.#count;
  }

  /** As far as it is known. */
  get columns(): Columns {
    return this.isWhole && this.#filled === this.#all.ids.length ? this.#all : firstOf(this.#all, this.#filled);
  }

  /** Asks for the next stretch. Tells whether it fits: not when the clips changed since. */
  async grow(backend: Backend, query: Query): Promise<boolean> {
    const found = await backend.call('find_clips', { query, from: this.#filled, most: STRETCH });
    if (found.stamp !== this.stamp || found.count !== this.#count) return false;
    if (found.ids.length === 0) this.#count = this.#filled;
    this.#put(found);
    return true;
  }

  #put(found: Found): void {
    fill(this.#all, this.#filled, found);
    this.#filled += found.ids.length;
  }
}

export async function begin(backend: Backend, query: Query): Promise<Answer> {
  return new Answer(await backend.call('find_clips', { query, from: 0, most: FIRST }));
}

/** The whole answer, or null once nobody wants it any more. */
export async function whole(backend: Backend, query: Query, wanted: () => boolean): Promise<Answer | null> {
  while (wanted()) {
    const answer = new Answer(await backend.call('find_clips', { query, from: 0, most: STRETCH }));
    let fits = true;
    while (fits && !answer.isWhole && wanted()) fits = await answer.grow(backend, query);
    if (fits && answer.isWhole) return answer;
  }
  return null;
}
