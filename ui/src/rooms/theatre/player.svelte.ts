/**
 * One film or sound being played: what the transport shows and does. It stops one frame before the end by itself, because a
 * WebKitGTK player that has `ended` hangs at the next seek while it is paused.
 */
import { untrack } from 'svelte';
import { frameAt, frameCount, timeOfFrame, USUAL_FPS } from '../../parts/timecode';

export class Player {
  #video: HTMLMediaElement | null = null;
  #animation = 0;
  /** Where to seek once the seek under way is through: a dragged playhead asks for more than a decoder can do. */
  #next: number | null = null;
  #goOn: (() => void) | null = null;

  /** Frames a second of the film; set by whoever knows it. */
  fps = $state(USUAL_FPS);
  /** Seconds. */
  time = $state(0);
  /** Seconds; 0 until it is known. */
  duration = $state(0);
  playing = $state(false);
  failed = $state(false);
  loop = $state(true);
  muted = $state(false);
  /** 0 to 1. */
  volume = $state(1);
  rate = $state(1);

  readonly frames = $derived(frameCount(this.duration, this.fps));
  readonly frame = $derived(Math.min(this.frames - 1, frameAt(this.time, this.fps)));

  /** An attachment for the film's element. */
  readonly attach = (video: HTMLMediaElement): (() => void) => untrack(() => this.#attach(video));

  #attach(video: HTMLMediaElement): () => void {
    this.#video = video;
    this.#next = null;
    this.time = 0;
    this.duration = 0;
    this.playing = false;
    this.failed = false;
    this.#dress();
    const on: [keyof HTMLMediaElementEventMap, () => void][] = [
      ['durationchange', () => (this.duration = Number.isFinite(video.duration) ? video.duration : 0)],
      ['play', () => this.#started()],
      ['pause', () => (this.playing = false)],
      ['seeked', () => this.#seeked()],
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
    if (this.duration > 0 && this.frame >= this.frames - 1) this.seek(0);
    // Refused where the page may not start sound by itself: it then waits for the user.
    await this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#video?.pause();
  }

  toggle(): void {
    if (this.playing) this.pause();
    else void this.play();
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
    if (video.seeking) this.#next = time;
    else video.currentTime = time;
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
    this.#dress();
  }

  #dress(): void {
    if (!this.#video) return;
    const loop = this.loop && this.#goOn === null;
    Object.assign(this.#video, { loop, muted: this.muted, volume: this.volume, playbackRate: this.rate });
  }

  #started(): void {
    this.playing = true;
    cancelAnimationFrame(this.#animation);
    this.#animation = requestAnimationFrame(this.#follow);
  }

  readonly #follow = (): void => {
    const video = this.#video;
    if (!video || video.paused) return;
    if (!video.seeking) this.time = video.currentTime;
    const last = timeOfFrame(this.frames - 1, this.fps);
    const stops = !this.loop || this.#goOn !== null;
    if (stops && this.duration > 0 && video.currentTime >= last - 0.5 / this.fps) {
      video.pause();
      if (this.#goOn) this.#goOn();
      else this.seekFrame(this.frames - 1);
      return;
    }
    this.#animation = requestAnimationFrame(this.#follow);
  };

  #seeked(): void {
    const next = this.#next;
    this.#next = null;
    if (next !== null && this.#video) this.#video.currentTime = next;
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
    this.playing = false;
  }
}
