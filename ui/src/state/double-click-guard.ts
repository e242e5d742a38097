/** Ignores the second click of a double click on a button whose every click costs money. */
const DOUBLE_PRESS_MS = 700;

export class DoubleClickGuard {
  #accepted = '';
  #accepted_at = -Infinity;

  /** Whether a press now counts: not within 700 ms of the last accepted one for the same request. */
  isMeant(asked: unknown): boolean {
    return JSON.stringify(asked) !== this.#accepted || performance.now() - this.#accepted_at >= DOUBLE_PRESS_MS;
  }

  /** Records that the request of a press was carried out. */
  accept(asked: unknown): void {
    this.#accepted = JSON.stringify(asked);
    this.#accepted_at = performance.now();
  }
}
