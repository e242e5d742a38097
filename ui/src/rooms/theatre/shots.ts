/** Where the shots of a storyboard stand on the film that was made of them. Pure. */
import type { Shot } from '../../backend/backend';

export interface ShotMark {
  /** From 1. */
  readonly number: number;
  readonly scene: string;
  /** Where it begins and ends, as shares of the film. */
  readonly from: number;
  readonly to: number;
}

/**
 * The shots fill the film: what they add up to is stretched to it. One whose length is not known takes its share of what the
 * others leave.
 */
export function shotMarks(shots: readonly Shot[], film_ms: number): ShotMark[] {
  const known = shots.flatMap(({ duration_ms }) => (duration_ms === null ? [] : [duration_ms]));
  const told = known.reduce((sum, ms) => sum + ms, 0);
  const open = shots.length - known.length;
  const usual = known.length > 0 ? told / known.length : 1;
  const left = film_ms > told ? (film_ms - told) / Math.max(1, open) : usual;
  const lengths = shots.map(({ duration_ms }) => duration_ms ?? left);
  const sum = lengths.reduce((total, ms) => total + ms, 0);
  let from = 0;
  return shots.map(({ scene }, at) => {
    const share = sum > 0 ? (lengths[at] ?? 0) / sum : 1 / shots.length;
    const mark = { number: at + 1, scene, from, to: Math.min(1, from + share) };
    from = mark.to;
    return mark;
  });
}

/** The shot that is shown at a share of the film. */
export function shotAt(marks: readonly ShotMark[], share: number): ShotMark | null {
  return marks.findLast(({ from }) => from <= share + 1e-6) ?? null;
}

/** A player's press of *previous* a moment into a shot goes to its beginning, as it does with songs. */
const MOMENT = 0.5;

/** Where the shot before or after begins, as a share of the film; null where there is none. */
export function shotBeside(marks: readonly ShotMark[], share: number, step: 1 | -1, film_s: number): number | null {
  if (step === 1) return marks.find(({ from }) => from > share + 1e-6)?.from ?? null;
  const into = film_s > 0 ? MOMENT / film_s : 0;
  return marks.findLast(({ from }) => from < share - into)?.from ?? (marks.length > 0 ? 0 : null);
}
