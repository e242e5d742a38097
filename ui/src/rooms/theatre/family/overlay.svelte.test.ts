// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Player } from '../player.svelte';
import { FamilyOverlay } from './overlay.svelte';

/** Stands in for the player: it only runs and stands. */
class Film {
  playing = $state(true);
  pause(): void {
    this.playing = false;
  }
  play(): Promise<void> {
    this.playing = true;
    return Promise.resolve();
  }
}

let film: Film;
let interlude: FamilyOverlay;
let stop: () => void;

beforeEach(() => {
  film = new Film();
  stop = $effect.root(() => {
    interlude = new FamilyOverlay(film as unknown as Player);
  });
  flushSync();
});
afterEach(() => stop());

it('holds a film that plays, and lets it go on', () => {
  interlude.begin();
  flushSync();
  expect([interlude.isOn, film.playing]).toEqual([true, false]);
  interlude.end();
  flushSync();
  expect([interlude.isOn, film.playing]).toEqual([false, true]);
});

it('leaves a film standing that stood', () => {
  film.pause();
  interlude.toggle();
  interlude.toggle();
  flushSync();
  expect([interlude.isOn, film.playing]).toEqual([false, false]);
});

it('holds whatever begins to play meanwhile', () => {
  interlude.begin();
  flushSync();
  void film.play();
  flushSync();
  expect(film.playing).toBe(false);
});
