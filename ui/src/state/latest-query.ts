/** Decides which of several queries counts: one that is asked again within a moment waits, and of the answers the last one wins. */
export class LatestQuery {
  readonly #wait_ms: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #begun = 0;

  /** `wait_ms`: how long `soon` waits. */
  constructor(wait_ms = 0) {
    this.#wait_ms = wait_ms;
  }

  /** Runs `ask` after the wait, unless `soon`, `begin` or `cancel` is called before. */
  soon(ask: () => void): void {
    this.cancel();
    this.#timer = setTimeout(ask, this.#wait_ms);
  }

  /** Begins a query in place of every earlier one. Returns a function that tells whether it is still the latest. */
  begin(): () => boolean {
    this.cancel();
    this.drop();
    const own = this.#begun;
    return () => own === this.#begun;
  }

  /** Cancels what waits. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** Makes the answer to a query under way outdated. */
  drop(): void {
    this.#begun += 1;
  }
}
