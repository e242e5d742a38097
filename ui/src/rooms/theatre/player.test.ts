import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Player } from './player.svelte';

/** Stands in for the element: it plays when told, and its seeks end when told. */
class Film extends EventTarget {
  paused = true;
  seeking = false;
  duration = 10;
  loads = 0;
  #time = 0;

  get currentTime(): number {
    return this.#time;
  }
  set currentTime(seconds: number) {
    this.#time = seconds;
    this.seeking = true;
  }
  play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event('play'));
    return Promise.resolve();
  }
  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
  load(): void {
    this.loads += 1;
    this.dispatchEvent(new Event('loadedmetadata'));
  }
  /** The film ran on to a second. */
  run(seconds: number): void {
    this.#time = seconds;
    this.seeking = false;
    frame?.(0);
  }
  arrive(): void {
    this.seeking = false;
    this.dispatchEvent(new Event('seeked'));
  }
}

let frame: FrameRequestCallback | null = null;

function shown(): { film: Film; player: Player } {
  const film = new Film();
  const player = new Player();
  player.fps = 24;
  player.attach(film as unknown as HTMLMediaElement);
  film.dispatchEvent(new Event('durationchange'));
  return { film, player };
}

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => ((frame = callback), 1));
  vi.stubGlobal('cancelAnimationFrame', () => (frame = null));
});
afterEach(() => {
  vi.unstubAllGlobals();
  frame = null;
});

describe('Player', () => {
  it('begins to play and tells the time', () => {
    const { film, player } = shown();
    film.run(2.5);
    expect(player.playing).toBe(true);
    expect(player.frame).toBe(60);
    expect(player.frames).toBe(240);
  });

  it('stops at the last frame before the film has ended', () => {
    const { film, player } = shown();
    player.setLoop(false);
    film.run(9.97);
    expect(film.paused).toBe(true);
    expect(player.frame).toBe(239);
    expect(film.currentTime).toBeLessThan(film.duration);
  });

  it('goes on to what comes next in place of beginning anew', () => {
    const { film, player } = shown();
    let gone = 0;
    player.setGoOn(() => (gone += 1));
    film.run(9.97);
    expect(film.paused).toBe(true);
    expect(gone).toBe(1);
    player.setGoOn(null);
    void film.play();
    film.run(9.98);
    expect(gone).toBe(1);
  });

  it('plays from the beginning again when it stands at the end', async () => {
    const { film, player } = shown();
    player.setLoop(false);
    film.run(9.97);
    film.arrive();
    await player.play();
    expect(player.frame).toBe(0);
    expect(player.playing).toBe(true);
  });

  it('steps whole frames standing still, within the film', () => {
    const { film, player } = shown();
    film.run(1);
    player.step(1);
    expect(film.paused).toBe(true);
    expect(player.frame).toBe(25);
    player.step(-100);
    expect(player.frame).toBe(0);
  });

  it('asks for one seek at a time, and for the last one wanted', () => {
    const { film, player } = shown();
    player.seekFrame(10);
    player.seekFrame(20);
    player.seekFrame(30);
    expect(player.frame).toBe(30);
    expect(film.currentTime).toBeCloseTo(10.5 / 24);
    film.arrive();
    expect(film.currentTime).toBeCloseTo(30.5 / 24);
  });

  it('loads a film anew that ended all the same', () => {
    const { film, player } = shown();
    film.run(10);
    film.dispatchEvent(new Event('ended'));
    expect(film.loads).toBe(1);
    expect(player.frame).toBe(239);
  });

  it('says when a film cannot be decoded', () => {
    const { film, player } = shown();
    film.dispatchEvent(new Event('error'));
    expect(player.failed).toBe(true);
  });
});
