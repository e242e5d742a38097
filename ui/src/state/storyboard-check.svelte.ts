/** What the core says of the storyboard that is open: asked for a moment after each edit. An answer that a later question overtook is let go. */
import type { Backend, Draft, Shot, StoryboardCheck } from '../backend/backend';

const WAIT_MS = 150;

export interface Question {
  readonly shots: Shot[];
  readonly draft: Draft;
}

export class StoryboardChecks {
  readonly #backend: Backend;
  readonly #question: () => Question | null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asked = 0;

  /** Null while nothing is known. */
  last = $state.raw<StoryboardCheck | null>(null);

  constructor(backend: Backend, question: () => Question | null) {
    this.#backend = backend;
    this.#question = question;
  }

  soon(): void {
    this.#cancel();
    this.#timer = setTimeout(() => void this.now(), WAIT_MS);
  }

  /** Null when there is nothing to ask about, or it could not be asked: the core refuses what it must when it is sent. */
  async now(): Promise<StoryboardCheck | null> {
    this.#cancel();
    const question = this.#question();
    if (!question) return null;
    const asked = ++this.#asked;
    const answer = await this.#backend.call('check_storyboard', question).catch(() => null);
    if (asked === this.#asked && answer) this.last = answer;
    return answer;
  }

  forget(): void {
    this.#cancel();
    this.#asked++;
    this.last = null;
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
