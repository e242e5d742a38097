/** What the core says of the draft: asked for a moment after each edit. An answer that a later question overtook is let go. */
import type { Backend, Draft, DraftCheck } from '../backend/backend';

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
  #timer: ReturnType<typeof setTimeout> | null = null;
  #question = 0;
  /** Counts the edits, and which of them the last answer is about. */
  #edit = 0;
  #answered = 0;

  last = $state.raw<DraftCheck>(NOTHING);

  constructor(backend: Backend, draft: () => Draft) {
    this.#backend = backend;
    this.#draft = draft;
  }

  /** Something was edited. */
  soon(): void {
    this.#edit++;
    this.#cancel();
    this.#timer = setTimeout(() => void this.#ask(this.#draft()), WAIT_MS);
  }

  /** What holds for this draft, asked for only if it was edited since. */
  async of(draft: Draft): Promise<DraftCheck> {
    return this.#answered === this.#edit ? this.last : this.#ask(draft);
  }

  /** What was said was about something else; nor does an answer under way count. */
  forget(): void {
    this.#question++;
    this.last = NOTHING;
  }

  /** A check that fails says nothing of the draft: the core refuses what it must when it is sent. */
  async #ask(draft: Draft): Promise<DraftCheck> {
    this.#cancel();
    const question = ++this.#question;
    const edit = this.#edit;
    const answer = await this.#backend.call('check_draft', { draft }).catch(() => NOTHING);
    if (question === this.#question) {
      this.last = answer;
      this.#answered = edit;
    }
    return answer;
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
