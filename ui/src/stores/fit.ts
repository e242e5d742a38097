/** Moves a draft's values to the nearest that a model takes. The catalogue's rules are the core's matter; this only keeps controls legal. */
import type { AspectRatio, Generation, ModelOption } from '../backend/backend';

/** A field that fitting may move. */
export type Moved = 'aspect_ratio' | 'duration_s';

export interface Fitted {
  readonly generation: Generation;
  readonly moved: readonly Moved[];
}

/** Width over height of `16:9`; 16 to 9 where there is none or it cannot be read. */
export function ratioOf(aspect: AspectRatio | null): number {
  const [width = 0, height = 0] = (aspect ?? '').split(':').map(Number);
  return width > 0 && height > 0 ? width / height : 16 / 9;
}

function nearest<T>(values: readonly T[], distance: (value: T) => number): T | null {
  let best: T | null = null;
  for (const value of values) {
    if (best === null || distance(value) < distance(best)) best = value;
  }
  return best;
}

export function nearestAspect(wanted: AspectRatio | null, offered: readonly AspectRatio[]): AspectRatio | null {
  if (wanted !== null && offered.includes(wanted)) return wanted;
  if (wanted === null) return offered[0] ?? null;
  const target = Math.log(ratioOf(wanted));
  return nearest(offered, (aspect) => Math.abs(Math.log(ratioOf(aspect)) - target));
}

/** The shorter of two that are as near: it costs less. */
export function nearestDuration(wanted: number | null, offered: readonly number[]): number | null {
  const rising = [...offered].sort((a, b) => a - b);
  if (wanted === null) return rising[0] ?? null;
  return nearest(rising, (seconds) => Math.abs(seconds - wanted));
}

/** What is moved is told only where the user had set something else. */
export function fit(generation: Generation, model: ModelOption): Fitted {
  const aspect_ratio = nearestAspect(generation.aspect_ratio, model.aspect_ratios);
  const duration_s = nearestDuration(generation.duration_s, model.durations_s);
  const moved: Moved[] = [];
  if (generation.aspect_ratio !== null && aspect_ratio !== generation.aspect_ratio) moved.push('aspect_ratio');
  if (generation.duration_s !== null && duration_s !== generation.duration_s) moved.push('duration_s');
  return { generation: { ...generation, model: model.id, aspect_ratio, duration_s }, moved };
}

export const MOST_VARIATIONS = 4;

export function clampVariations(variations: number): number {
  return Math.min(MOST_VARIATIONS, Math.max(1, Math.round(variations) || 1));
}
