/** Keeps what is edited on disk: a moment after an edit, at once when asked. One save at a time, the newest last. */
import { CallError } from '../backend/backend';

const SAVE_MS = 400;

export class Autosave<T> {
  readonly #save: (value: T) => Promise<void>;
  #waiting: T | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Promise<void> = Promise.resolve();

  /** Whether all that was put is on disk. */
  settled = $state(true);
  /** Why the last save kept nothing. What it was to keep is tried again with the next one. */
  error = $state.raw<CallError | null>(null);

  constructor(save: (value: T) => Promise<void>) {
    this.#save = save;
  }

  put(value: T): void {
    this.#waiting = value;
    this.settled = false;
    this.#timer ??= setTimeout(() => void this.flush(), SAVE_MS);
  }

  /** Resolves when it was tried. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const value = this.#waiting;
    this.#waiting = null;
    if (value !== null) this.#running = this.#running.then(() => this.#write(value));
    return this.#running;
  }

  async #write(value: T): Promise<void> {
    try {
      await this.#save(value);
      this.error = null;
      this.settled = this.#waiting === null;
    } catch (thrown) {
      this.error = CallError.from(thrown);
      this.#waiting ??= value;
    }
  }
}
