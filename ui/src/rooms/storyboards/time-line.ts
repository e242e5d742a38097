/** Where shots stand on the time line, and which marks its ruler has. Pure. */
import type { Shot } from '../../backend/backend';
import { lengthOf } from '../../domain/shots';

/** A piece of the line, in percent of it. */
export interface Span {
  readonly left: number;
  readonly width: number;
}

/** What the whole line stands for: the clip, or the shots where they are longer or there is no one clip. */
export function scaleOf(shots_ms: number, clip_ms: number | null): number {
  return Math.max(shots_ms, clip_ms ?? 0, 1);
}

export function spansOf(shots: readonly Shot[], scale_ms: number): Span[] {
  let before = 0;
  return shots.map((shot) => {
    const left = (before / scale_ms) * 100;
    before += lengthOf(shot);
    return { left, width: (lengthOf(shot) / scale_ms) * 100 };
  });
}

const STEPS_S = [1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 600];
const MOST_LABELS = 6;

/** Seconds from one label to the next, and from one mark to the next. */
export function ruler(scale_ms: number): { label_s: number; mark_s: number } {
  const seconds = scale_ms / 1000;
  const at = STEPS_S.findIndex((step) => seconds / step <= MOST_LABELS);
  const label_s = STEPS_S[at] ?? 600;
  return { label_s, mark_s: label_s <= 5 ? 1 : (STEPS_S[at - 2] ?? 60) };
}

/** The moments that the ruler names, in ms. */
export function labels(scale_ms: number): number[] {
  const step = ruler(scale_ms).label_s * 1000;
  return Array.from({ length: Math.floor(scale_ms / step) + 1 }, (_, at) => at * step);
}
