/**
 * Seeks a media element one position at a time. While a seek is under way only the latest position is kept, because a dragged
 * playhead asks for more seeks than a decoder can do. The owner of the element calls `arrived` on `seeked`.
 */
export class SeekThrottle {
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
