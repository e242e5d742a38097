/**
 * One film or sound being played: what the transport shows and does. It stops one frame before the end by itself, because a
 * WebKitGTK player that has `ended` hangs at the next seek while it is paused.
 */
import { untrack } from 'svelte';
import { SeekThrottle } from '../../parts/seek-throttle';
import { frameAt, frameCount, timeOfFrame, USUAL_FPS } from '../../parts/timecode';
import { isMarked, NO_MARKS, stretchOf, type Marks } from './marks';
import { faster } from './shuttle';

/** The speeds to choose from. */
export const RATES: readonly number[] = [0.25, 0.5, 1, 1.5, 2];

export class Player {
  #video: HTMLMediaElement | null = null;
  #seeker: SeekThrottle | null = null;
  #animation = 0;
  #goOn: (() => void) | null = null;

  /** Frames a second of the film; set by whoever knows it. */
  fps = $state(USUAL_FPS);
  /** Seconds. */
  time = $state(0);
  /** Seconds; 0 until it is known. */
  duration = $state(0);
  #runs = $state(false);
  failed = $state(false);
  loop = $state(true);
  muted = $state(false);
  /** 0 to 1. */
  volume = $state(1);
  /** Times its own speed, as it was chosen. */
  rate = $state(1);
  /** What is played over and over; the whole film where nothing is marked. */
  marks = $state.raw<Marks>(NO_MARKS);
  /** How fast J and L run it, backwards below 0; 0: it plays at `rate`. */
  shuttle = $state(0);

  readonly playing = $derived(this.#runs || this.shuttle < 0);
  readonly frames = $derived(frameCount(this.duration, this.fps));
  readonly frame = $derived(Math.min(this.frames - 1, frameAt(this.time, this.fps)));
  readonly #stretch = $derived(stretchOf(this.marks, this.frames));

  /** An attachment for the film's element. */
  readonly attach = (video: HTMLMediaElement): (() => void) => untrack(() => this.#attach(video));

  #attach(video: HTMLMediaElement): () => void {
    this.#video = video;
    this.#seeker = new SeekThrottle(video);
    this.time = 0;
    this.duration = 0;
    this.#runs = false;
    this.failed = false;
    this.shuttle = 0;
    this.marks = NO_MARKS;
    this.#dress();
    const on: [keyof HTMLMediaElementEventMap, () => void][] = [
      ['durationchange', () => (this.duration = Number.isFinite(video.duration) ? video.duration : 0)],
      ['play', () => this.#started()],
      ['pause', () => (this.#runs = false)],
      ['seeked', () => this.#seeker?.arrived()],
      ['ended', () => this.#revive()],
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
  }

  async play(): Promise<void> {
    if (!this.#video) return;
    this.#setShuttle(Math.max(0, this.shuttle));
    const { first, last } = this.#stretch;
    if (this.duration > 0 && this.frame >= last) this.seekFrame(first);
    // Refused where the page may not start sound by itself: it then waits for the user.
    await this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#setShuttle(0);
    this.#video?.pause();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else void this.play();
  }

  /** One press of L (1) or J (-1). Backwards no player runs by itself: it is stepped. */
  run(direction: 1 | -1): void {
    if (!this.#video || this.duration === 0) return;
    const pace = faster(this.shuttle, direction, this.#runs);
    this.#setShuttle(pace);
    if (pace > 0) void this.play();
    else this.#runBack();
  }

  /** To the middle of the frame at that second. */
  seek(seconds: number): void {
    this.seekFrame(frameAt(seconds, this.fps));
  }

  seekFrame(frame: number): void {
    const video = this.#video;
    if (!video || this.duration === 0) return;
    const time = timeOfFrame(Math.min(this.frames - 1, Math.max(0, frame)), this.fps);
    this.time = time;
    this.#seeker?.to(time);
  }

  /** Frame by frame, standing still. */
  step(frames: number): void {
    this.pause();
    this.seekFrame(this.frame + frames);
  }

  jump(seconds: number): void {
    this.seek(this.time + seconds);
  }

  setLoop(loop: boolean): void {
    this.loop = loop;
    this.#dress();
  }

  /** What happens at the last frame in place of beginning anew or standing still; `null`: nothing else. */
  setGoOn(goOn: (() => void) | null): void {
    this.#goOn = goOn;
    this.#dress();
  }

  setMuted(muted: boolean): void {
    this.muted = muted;
    this.#dress();
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.muted = volume === 0;
    this.#dress();
  }

  setRate(rate: number): void {
    this.rate = rate;
    this.#setShuttle(0);
  }

  /** The next speed of the list, up or down. */
  changeRate(step: 1 | -1): void {
    const at = RATES.indexOf(this.rate);
    this.setRate(RATES[at + step] ?? this.rate);
  }

  setMarks(marks: Marks): void {
    this.marks = marks;
    this.#dress();
  }

  #setShuttle(pace: number): void {
    this.shuttle = pace;
    this.#dress();
  }

  /** Whether the end of what is played is for the page to act on, not for the element. */
  get #ends(): boolean {
    return !this.loop || this.#goOn !== null || isMarked(this.marks);
  }

  #dress(): void {
    if (!this.#video) return;
    const playbackRate = this.shuttle > 0 ? this.shuttle : this.rate;
    Object.assign(this.#video, { loop: !this.#ends, muted: this.muted, volume: this.volume, playbackRate });
  }

  #started(): void {
    this.#runs = true;
    cancelAnimationFrame(this.#animation);
    this.#animation = requestAnimationFrame(this.#follow);
  }

  readonly #follow = (): void => {
    const video = this.#video;
    if (!video || video.paused) return;
    if (!video.seeking) this.time = video.currentTime;
    const { last } = this.#stretch;
    const end = Math.min(last + 1, this.frames - 1) / this.fps;
    if (this.#ends && this.duration > 0 && !video.seeking && video.currentTime >= end) this.#reached(video);
    else this.#animation = requestAnimationFrame(this.#follow);
  };

  #reached(video: HTMLMediaElement): void {
    const { first, last } = this.#stretch;
    if (this.loop && isMarked(this.marks)) {
      this.seekFrame(first);
      this.#animation = requestAnimationFrame(this.#follow);
      return;
    }
    this.#setShuttle(0);
    video.pause();
    if (this.#goOn && !isMarked(this.marks)) this.#goOn();
    else this.seekFrame(last);
  }

  #runBack(): void {
    this.#video?.pause();
    cancelAnimationFrame(this.#animation);
    let [at, before] = [this.time, performance.now()];
    const step = (now: number): void => {
      if (this.shuttle >= 0) return;
      at += (Math.max(0, now - before) / 1000) * this.shuttle;
      before = now;
      this.seek(Math.max(0, at));
      if (this.frame <= this.#stretch.first) this.pause();
      else this.#animation = requestAnimationFrame(step);
    };
    this.#animation = requestAnimationFrame(step);
  }

  /** It ended before the last frame was caught (the window was hidden): begin anew, and stand at the end. */
  #revive(): void {
    const video = this.#video;
    if (!video) return;
    if (this.#goOn) {
      this.#goOn();
      return;
    }
    video.addEventListener('loadedmetadata', () => this.seekFrame(this.frames - 1), { once: true });
    video.load();
    this.#runs = false;
  }
}
