/** What stands behind the sliders: every setting of a model that has no chip of its own. Pure. */
import type { Controls, Generation, Toggle } from '../../backend/backend';
import { ALL_TOGGLES } from '../../domain/constraints';

export interface More {
  readonly toggles: readonly Toggle[];
  /** A size that is sent as it is written. */
  readonly size: boolean;
  /** A resolution of the user's own, beside those of the chip. */
  readonly resolution: boolean;
  readonly videos: number;
  readonly cameo: boolean;
  readonly seed: boolean;
  readonly notify_hook: boolean;
}

/** `chip` is the toggle that is shown as a chip. */
export function moreOf(controls: Controls | null, chip: Toggle | null): More {
  return {
    toggles: ALL_TOGGLES.filter((name) => name !== chip && controls?.toggles.includes(name)),
    size: controls?.takes_size ?? false,
    resolution: controls?.takes_any_resolution ?? false,
    videos: controls?.videos ?? 0,
    cameo: controls?.takes_cameo ?? false,
    seed: controls?.takes_seed ?? false,
    notify_hook: controls?.takes_notify_hook ?? false,
  };
}

/** The draft's fields that are set there, and so are where a problem with them is told. */
export function fieldsOf(more: More): string[] {
  return [
    ...more.toggles,
    ...(more.size ? ['size'] : []),
    ...(more.videos > 0 ? ['videos'] : []),
    ...(more.cameo ? ['cameo'] : []),
    ...(more.seed ? ['seed'] : []),
    ...(more.notify_hook ? ['notify_hook'] : []),
  ];
}

/** How many of them the user has set. */
export function setCount(more: More, generation: Generation): number {
  const { toggles, size, videos, cameo, seed, notify_hook } = generation;
  const others = [
    more.size && size,
    more.videos > 0 && videos.length > 0,
    more.cameo && cameo,
    more.seed && seed !== null,
    more.notify_hook && notify_hook,
  ];
  return more.toggles.filter((name) => toggles[name] !== undefined).length + others.filter(Boolean).length;
}

/** Milliseconds of seconds as typed, to a tenth; null where that is no number. */
export function tenths(text: string): number | null {
  const seconds = Number(text.replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(seconds) || seconds < 0 ? null : Math.round(seconds * 10) * 100;
}

/** Whether a cameo's range is one that a relay takes (reference section 2: 1 to 3 s). */
export function isRange(start_ms: number, end_ms: number): boolean {
  return end_ms - start_ms >= 1_000 && end_ms - start_ms <= 3_000;
}
