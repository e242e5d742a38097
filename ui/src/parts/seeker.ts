/**
 * One seek of a film at a time: a dragged playhead asks for more than a decoder can do, and the last place wanted is the one
 * that counts. It listens to nothing: who owns the element tells it that a seek is through.
 */
export class Seeker {
  readonly #media: HTMLMediaElement;
  #next: number | null = null;

  constructor(media: HTMLMediaElement) {
    this.#media = media;
  }

  to(seconds: number): void {
    if (this.#media.seeking) this.#next = seconds;
    else this.#media.currentTime = seconds;
  }

  /** The seek under way is through. */
  arrived(): void {
    const next = this.#next;
    this.#next = null;
    if (next !== null) this.#media.currentTime = next;
  }
}
