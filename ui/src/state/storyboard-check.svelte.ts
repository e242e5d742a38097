/** The core's check of the open storyboard, made a moment after each edit. */
import type { Backend, Draft, Shot, StoryboardCheck } from '../backend/backend';
import { LatestQuery } from './latest-query';

const WAIT_MS = 150;

export interface Question {
  readonly shots: Shot[];
  readonly draft: Draft;
}

export class StoryboardChecks {
  readonly #backend: Backend;
  readonly #question: () => Question | null;
  readonly #query = new LatestQuery(WAIT_MS);

  /** Null while nothing is known. */
  last = $state.raw<StoryboardCheck | null>(null);

  constructor(backend: Backend, question: () => Question | null) {
    this.#backend = backend;
    this.#question = question;
  }

  soon(): void {
    this.#query.soon(() => void this.now());
  }

  /** Null when there is nothing to ask about, or it could not be asked: the core refuses what it must when it is sent. */
  async now(): Promise<StoryboardCheck | null> {
    this.#query.cancel();
    const question = this.#question();
    if (!question) return null;
    const isLatest = this.#query.begin();
    const answer = await this.#backend.call('check_storyboard', question).catch(() => null);
    if (isLatest() && answer) this.last = answer;
    return answer;
  }

  forget(): void {
    this.#query.cancel();
    this.#query.drop();
    this.last = null;
  }
}
