/** Plays a range of a video in a loop. It owns no element: one is attached. */
import type { Range } from './range';

export class RangePlayer {
  #video: HTMLVideoElement | null = null;
  #animation = 0;
  #range: Range;

  time_ms = $state(0);
  playing = $state(false);
  /** It cannot be played here. */
  failed = $state(false);

  constructor(range: Range) {
    this.#range = range;
    this.time_ms = range.start_ms;
  }

  readonly attach = (video: HTMLVideoElement): (() => void) => {
    this.#video = video;
    this.failed = false;
    const on: [keyof HTMLMediaElementEventMap, () => void][] = [
      ['loadedmetadata', () => this.#seek(this.#range.start_ms)],
      ['play', () => this.#follow()],
      ['pause', () => (this.playing = false)],
      ['ended', () => void this.play()],
      ['error', () => (this.failed = true)],
    ];
    for (const [name, listener] of on) video.addEventListener(name, listener);
    void this.play();
    return () => {
      for (const [name, listener] of on) video.removeEventListener(name, listener);
      cancelAnimationFrame(this.#animation);
      video.pause();
      if (this.#video === video) this.#video = null;
    };
  };

  /** The edge that moved is shown. */
  set(range: Range): void {
    const before = this.#range;
    this.#range = range;
    if (range.start_ms !== before.start_ms) this.#seek(range.start_ms);
    else if (range.end_ms !== before.end_ms) this.#seek(Math.max(range.start_ms, range.end_ms - 500));
  }

  async play(): Promise<void> {
    if (!this.#video) return;
    if (this.#video.ended) this.#seek(this.#range.start_ms);
    // Refused where the page may not start sound by itself: it then waits for the user.
    await this.#video.play().catch(() => undefined);
  }

  toggle(): void {
    if (this.playing) this.#video?.pause();
    else void this.play();
  }

  #seek(ms: number): void {
    this.time_ms = ms;
    if (this.#video) this.#video.currentTime = ms / 1000;
  }

  #follow(): void {
    this.playing = true;
    cancelAnimationFrame(this.#animation);
    const step = (): void => {
      const video = this.#video;
      if (!video || video.paused) return;
      if (!video.seeking) {
        const { start_ms, end_ms } = this.#range;
        this.time_ms = video.currentTime * 1000;
        if (this.time_ms >= end_ms || this.time_ms < start_ms - 100) this.#seek(start_ms);
      }
      this.#animation = requestAnimationFrame(step);
    };
    this.#animation = requestAnimationFrame(step);
  }
}
