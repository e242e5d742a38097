/** Delays a single-letter command: if another letter follows within a moment, both begin a search instead. */
import { isLetter } from './type-ahead';

/** Calls `run` after a time, unless what it returns is called before. */
export type After = (ms: number, run: () => void) => () => void;

const WAIT_MS = 250;
const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'];

const later: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export class DelayedCommand {
  readonly #after: After;
  #held: { letter: string; command: () => void; cancel: () => void } | null = null;

  constructor(after: After = later) {
    this.#after = after;
  }

  hold(letter: string, command: () => void): void {
    this.now();
    this.#held = { letter, command, cancel: this.#after(WAIT_MS, () => this.now()) };
  }

  /** Does what waits. */
  now(): void {
    this.#take()?.command();
  }

  /** To be told every key before it is obeyed: the letter that a word has begun with, and the command is not done. */
  begins(event: KeyboardEvent): string | null {
    if (!this.#held || event.repeat || MODIFIERS.includes(event.key)) return null;
    if (isLetter(event)) return this.#take()?.letter ?? null;
    this.now();
    return null;
  }

  #take() {
    const held = this.#held;
    this.#held = null;
    held?.cancel();
    return held;
  }
}
