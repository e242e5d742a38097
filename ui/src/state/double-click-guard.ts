/** Tells a press that is meant from the second half of a double press, where each press costs money. */
const DOUBLE_PRESS_MS = 700;

export class DoubleClickGuard {
  #accepted = '';
  #accepted_at = -Infinity;

  /** Whether a press now is one of its own: what was changed since the last one was accepted is no double press. */
  isMeant(asked: unknown): boolean {
    return JSON.stringify(asked) !== this.#accepted || performance.now() - this.#accepted_at >= DOUBLE_PRESS_MS;
  }

  /** The press did what it was for. */
  accept(asked: unknown): void {
    this.#accepted = JSON.stringify(asked);
    this.#accepted_at = performance.now();
  }
}
