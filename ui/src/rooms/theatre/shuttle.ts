/** How fast J and L run a film: each further press is twice as fast, the other direction begins anew. Pure. */
export const FASTEST = 8;

/**
 * `pace`: times the film's own speed, backwards below 0; 0 where no shuttle is under way. `plays`: whether the film runs by
 * itself, so that the first press of L is already to be felt.
 */
export function faster(pace: number, direction: 1 | -1, plays: boolean): number {
  if (pace * direction > 0) return direction * Math.min(FASTEST, Math.abs(pace) * 2);
  return pace === 0 && plays && direction === 1 ? 2 : direction;
}
