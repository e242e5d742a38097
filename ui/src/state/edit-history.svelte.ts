/** What was before each edit, so that it can be taken back and done again. Knows nothing of what it keeps. */

const KEPT = 200;
/** Edits of one thing within this time are one step. */
const JOIN_MS = 1_200;

export class History<T> {
  #past = $state.raw<readonly T[]>([]);
  #future = $state.raw<readonly T[]>([]);
  readonly #now: () => number;
  #thing: string | null = null;
  #edited_at = 0;

  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** `before` stood until now. `thing`: what is edited over and over, such as one text; null is a step of its own. */
  keep(before: T, thing: string | null): void {
    const now = this.#now();
    const goesOn = thing !== null && thing === this.#thing && now - this.#edited_at < JOIN_MS;
    this.#thing = thing;
    this.#edited_at = now;
    this.#future = [];
    if (!goesOn) this.#past = [...this.#past, before].slice(-KEPT);
  }

  /** What stood before; null when there is nothing to take back. */
  undo(present: T): T | null {
    const before = this.#past.at(-1);
    if (before === undefined) return null;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, present];
    this.#thing = null;
    return before;
  }

  redo(present: T): T | null {
    const after = this.#future.at(-1);
    if (after === undefined) return null;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, present];
    this.#thing = null;
    return after;
  }

  forget(): void {
    this.#past = [];
    this.#future = [];
    this.#thing = null;
  }
}
