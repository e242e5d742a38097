/** The core's check of the draft, made a moment after each edit. */
import type { Backend, Draft, DraftCheck, Problem } from '../backend/backend';
import { LatestQuery } from './latest-query';

const WAIT_MS = 250;

const NOTHING: DraftCheck = {
  problems: [],
  warnings: [],
  hints: [],
  expected_ms: null,
  is_learned: false,
  cost_micros: null,
  count: 1,
  unknown_names: [],
  wildcards: null,
};

export class DraftChecks {
  readonly #backend: Backend;
  readonly #draft: () => Draft;
  readonly #query = new LatestQuery(WAIT_MS);

  last = $state.raw<DraftCheck>(NOTHING);

  constructor(backend: Backend, draft: () => Draft) {
    this.#backend = backend;
    this.#draft = draft;
  }

  /** Something was edited. */
  soon(): void {
    this.#query.soon(() => void this.#ask(this.#draft()));
  }

  /** Nothing was sent for these reasons. The rest of the check follows. */
  refuse(problems: Problem[]): void {
    this.last = { ...this.last, problems };
    this.soon();
  }

  /** What was said was about something else; nor does an answer under way count. */
  forget(): void {
    this.#query.drop();
    this.last = NOTHING;
  }

  /** A check that fails says nothing of the draft: the core refuses what it must when it is sent. */
  async #ask(draft: Draft): Promise<void> {
    const isLatest = this.#query.begin();
    const answer = await this.#backend.call('check_draft', { draft }).catch(() => NOTHING);
    if (isLatest()) this.last = answer;
  }
}
