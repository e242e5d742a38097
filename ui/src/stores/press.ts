/** Tells a press that is meant from the second half of a double press, where each press costs money. */
const DOUBLE_PRESS_MS = 700;

export class Press {
  #accepted_at = -Infinity;

  /** Whether a press now is one of its own. Call `accept` when it did what it was for. */
  get isMeant(): boolean {
    return performance.now() - this.#accepted_at >= DOUBLE_PRESS_MS;
  }

  accept(): void {
    this.#accepted_at = performance.now();
  }
}
