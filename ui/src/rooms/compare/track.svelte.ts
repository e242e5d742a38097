/** One of several videos that play in sync: its media element and state. `sync-player.svelte.ts` controls playback. */
import type { ClipId } from '../../backend/backend';
import { SeekThrottle } from '../../parts/seek-throttle';
import { frameCount, timeOfFrame } from '../../parts/timecode';
import { correction, placeOf } from './sync';

export class Track {
  readonly #seeker: SeekThrottle;
  #sought_at = 0;
  /** Seconds; 0 until it is known. */
  duration = $state(0);
  failed = $state(false);

  constructor(
    readonly id: ClipId,
    readonly media: HTMLMediaElement,
    readonly fps: number,
  ) {
    this.#seeker = new SeekThrottle(media);
    media.muted = true;
    media.loop = false;
  }

  /** Where its last frame stands, in seconds; null while it is not known, and where it cannot be played. */
  get last(): number | null {
    if (this.failed || this.duration === 0) return null;
    return timeOfFrame(frameCount(this.duration, this.fps) - 1, this.fps);
  }

  get isReady(): boolean {
    return this.failed || this.media.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /** Its last frame where it is over by then. */
  seek(seconds: number): void {
    const { last } = this;
    if (last === null) return;
    this.media.playbackRate = 1;
    this.#seeker.to(placeOf(seconds, last));
    this.#sought_at = performance.now();
  }

  sought(): void {
    this.#seeker.arrived();
    this.#sought_at = performance.now();
  }

  play(): void {
    // Refused where the page may not start by itself: the others wait for nobody.
    void this.media.play().catch(() => undefined);
  }

  /** Keeps it where the one that leads is. */
  follow(seconds: number, now: number): void {
    const { media, last } = this;
    if (last === null) return;
    if (seconds >= last) {
      this.rest(last);
      return;
    }
    if (media.paused) this.play();
    if (media.seeking) return;
    const step = correction({
      drift_s: media.currentTime - seconds,
      frame_s: 1 / this.fps,
      isNudged: media.playbackRate !== 1,
      rested_ms: now - this.#sought_at,
    });
    if (step.kind === 'seek') this.seek(seconds);
    else this.#setRate(step.kind === 'nudge' ? step.rate : 1);
  }

  /** Stands still on its last frame: one that has `ended` hangs at the next seek in WebKitGTK. */
  rest(last: number): void {
    if (this.media.paused) return;
    this.media.pause();
    this.seek(last);
  }

  /** A change of speed is no small thing for some players. */
  #setRate(rate: number): void {
    if (Math.abs(this.media.playbackRate - rate) > 0.02 || rate === 1) {
      if (this.media.playbackRate !== rate) this.media.playbackRate = rate;
    }
  }

  /** Lets go of the file and of the decoder. */
  release(): void {
    this.media.pause();
    this.media.removeAttribute('src');
    this.media.load();
  }
}
