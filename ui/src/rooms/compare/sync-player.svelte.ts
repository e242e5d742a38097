/**
 * Two to four films that play as one: in step, from one playhead. The first that is not over leads with its own clock, the
 * others follow it; one that is over holds its last frame until all are. It knows nothing of how they are shown.
 */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { ClipId } from '../../backend/backend';
import { frameAt, frameCount, timeOfFrame, USUAL_FPS } from '../../parts/timecode';
import { leader } from './sync';
import { Track } from './track.svelte';

export class SyncPlayer {
  readonly #byId = new SvelteMap<ClipId, Track>();
  readonly #order: () => readonly ClipId[];
  readonly #voices = $derived.by(() =>
    this.#order().flatMap((id) => {
      const voice = this.#byId.get(id);
      return voice ? [voice] : [];
    }),
  );
  #animation = 0;
  /** Play as soon as all can. */
  #wanted = true;

  /** Seconds. */
  time = $state(0);
  playing = $state(false);
  loop = $state(true);
  /** Whose sound is heard; null: nobody's. */
  sounding = $state<ClipId | null>(null);

  /** Of the first: the grid that is stepped on. */
  readonly fps = $derived(this.#voices[0]?.fps ?? USUAL_FPS);
  readonly duration = $derived(Math.max(0, ...this.#voices.map((voice) => (voice.failed ? 0 : voice.duration))));
  readonly frames = $derived(frameCount(this.duration, this.fps));
  readonly frame = $derived(Math.min(this.frames - 1, frameAt(this.time, this.fps)));

  constructor(order: () => readonly ClipId[]) {
    this.#order = order;
  }

  hasFailed(id: ClipId): boolean {
    return this.#byId.get(id)?.failed ?? false;
  }

  /** An attachment for the film's element. */
  seat(id: ClipId, fps: number): (media: HTMLMediaElement) => () => void {
    return (media) => untrack(() => this.#attach(new Track(id, media, fps)));
  }

  #attach(voice: Track): () => void {
    const { media, id } = voice;
    this.#byId.set(id, voice);
    const on: [keyof HTMLMediaElementEventMap, () => void][] = [
      ['durationchange', () => (voice.duration = Number.isFinite(media.duration) ? media.duration : 0)],
      ['loadedmetadata', () => voice.seek(this.time)],
      ['loadeddata', () => this.#begin()],
      ['seeked', () => voice.sought()],
      ['ended', () => this.#revive(voice)],
      [
        'error',
        () => {
          voice.failed = true;
          this.#begin();
        },
      ],
    ];
    for (const [name, listener] of on) media.addEventListener(name, listener);
    this.#sound();
    // Who comes late joins in: the others wait until it can.
    this.#wanted = this.#wanted || this.playing;
    if (this.playing) this.#halt();
    return () => {
      for (const [name, listener] of on) media.removeEventListener(name, listener);
      voice.release();
      if (this.#byId.get(id) === voice) this.#byId.delete(id);
      if (this.#byId.size === 0) this.#halt();
    };
  }

  #begin(): void {
    if (this.#wanted && this.#voices.length === this.#order().length && this.#voices.every((voice) => voice.isReady))
      this.play();
  }

  play(): void {
    this.#wanted = false;
    if (this.duration === 0) return;
    if (this.frame >= this.frames - 1) this.#seekAll(0);
    this.playing = true;
    for (const voice of this.#voices) if (voice.last !== null && this.time < voice.last) voice.play();
    cancelAnimationFrame(this.#animation);
    this.#animation = requestAnimationFrame(this.#tick);
  }

  /** Stands still, all on the same frame. */
  pause(): void {
    this.#wanted = false;
    this.#halt();
    this.seekFrame(this.frame);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  seekFrame(frame: number): void {
    if (this.duration > 0) this.#seekAll(timeOfFrame(Math.min(this.frames - 1, Math.max(0, frame)), this.fps));
  }

  step(frames: number): void {
    this.pause();
    this.seekFrame(this.frame + frames);
  }

  jump(seconds: number): void {
    this.seekFrame(frameAt(this.time + seconds, this.fps));
  }

  hear(id: ClipId | null): void {
    this.sounding = id;
    this.#sound();
  }

  #sound(): void {
    for (const { id, media } of this.#byId.values()) media.muted = id !== this.sounding;
  }

  #seekAll(seconds: number): void {
    this.time = seconds;
    for (const voice of this.#voices) voice.seek(seconds);
  }

  #halt(): void {
    this.playing = false;
    cancelAnimationFrame(this.#animation);
    for (const { media } of this.#voices) media.pause();
  }

  readonly #tick = (now: number): void => {
    if (!this.playing) return;
    const lead =
      this.#voices[
        leader(
          this.time,
          this.#voices.map(({ last }) => last),
        )
      ];
    if (!lead) {
      this.#reached();
      return;
    }
    if (lead.media.paused) lead.play();
    if (lead.media.playbackRate !== 1) lead.media.playbackRate = 1;
    // Never past its last frame: the next one leads from there.
    if (!lead.media.seeking) this.time = Math.min(lead.media.currentTime, lead.last ?? Infinity);
    for (const voice of this.#voices) if (voice !== lead) voice.follow(this.time, now);
    this.#animation = requestAnimationFrame(this.#tick);
  };

  #reached(): void {
    if (!this.loop) {
      this.#halt();
      this.seekFrame(this.frames - 1);
      return;
    }
    this.#seekAll(0);
    for (const voice of this.#voices) voice.play();
    this.#animation = requestAnimationFrame(this.#tick);
  }

  /** It ended before its last frame was caught (the window was hidden): begin anew, and stand at the end. */
  #revive(voice: Track): void {
    voice.media.load();
  }
}
