/** How films are held in step with the one that leads: what is done about a film that runs ahead or behind. Pure. */

export type Correction = { kind: 'none' } | { kind: 'nudge'; rate: number } | { kind: 'seek' };

/** A gap is closed within this time, so far as a nudge can. */
const CLOSE_S = 0.6;
/** The most that a nudge may change the speed: more can be seen and heard. */
const MOST = 0.12;
/** After a seek a film needs to come round before it is judged again. */
const REST_MS = 400;

interface Drift {
  /** How far it is ahead of the one that leads, in seconds; below 0 behind. */
  drift_s: number;
  frame_s: number;
  /** Whether it runs at another speed already: it goes on so until it is well in step. */
  isNudged: boolean;
  /** Since its last seek. */
  rested_ms: number;
}

/** Within half a frame nothing is done; beyond a whole one it is sought, unless it was just now. */
export function correction({ drift_s, frame_s, isNudged, rested_ms }: Drift): Correction {
  const off = Math.abs(drift_s);
  if (off <= frame_s * (isNudged ? 1 / 8 : 1 / 2)) return { kind: 'none' };
  if (off > frame_s && rested_ms >= REST_MS) return { kind: 'seek' };
  const change = Math.min(MOST, Math.max(-MOST, -drift_s / CLOSE_S));
  return { kind: 'nudge', rate: 1 + change };
}

/** Where a film stands when the whole stands at `seconds`: its last frame once it is over. */
export function placeOf(seconds: number, last: number): number {
  return Math.min(seconds, last);
}

/** Who leads: the first that is not over yet; -1 when all are. `lasts`: where each one's last frame stands. */
export function leader(seconds: number, lasts: readonly (number | null)[]): number {
  return lasts.findIndex((last) => last !== null && seconds < last - 1e-3);
}

/** Ends that are nearer than this are one. */
const APART_MS = 100;

/** Where films are over before the longest is, first to last, and which: `indices` into `lengths_ms`; 0 where a length is not known. */
export function endsOf(lengths_ms: readonly number[]): { at_ms: number; indices: number[] }[] {
  const longest = Math.max(0, ...lengths_ms);
  const ends: { at_ms: number; indices: number[] }[] = [];
  const inOrder = [...lengths_ms.entries()].sort(([, a], [, b]) => a - b);
  for (const [index, at_ms] of inOrder) {
    if (at_ms === 0 || at_ms > longest - APART_MS) continue;
    const near = ends.find((end) => at_ms - end.at_ms < APART_MS);
    if (near) near.indices = [...near.indices, index].sort((a, b) => a - b);
    else ends.push({ at_ms, indices: [index] });
  }
  return ends;
}
