/** The one to three seconds of a film that a character is made of: in steps of a tenth, always legal. Pure. */

/** In ms. */
export interface Range {
  readonly start_ms: number;
  readonly end_ms: number;
}

export const STEP_MS = 100;
export const LEAST_MS = 1_000;
export const MOST_MS = 3_000;
const USUAL_MS = 2_000;

const toStep = (ms: number): number => Math.round(ms / STEP_MS) * STEP_MS;
const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** The last moment of a film that a range can end at. */
export function lastOf(film_ms: number): number {
  return Math.floor(film_ms / STEP_MS) * STEP_MS;
}

/** Where it starts out; `null` when the film is too short for any. */
export function firstRange(film_ms: number): Range | null {
  const last = lastOf(film_ms);
  return last < LEAST_MS ? null : { start_ms: 0, end_ms: Math.min(last, USUAL_MS) };
}

export function moveStart({ end_ms }: Range, to_ms: number): Range {
  return { start_ms: within(Math.max(0, end_ms - MOST_MS), toStep(to_ms), end_ms - LEAST_MS), end_ms };
}

export function moveEnd({ start_ms }: Range, to_ms: number, film_ms: number): Range {
  const most = Math.min(lastOf(film_ms), start_ms + MOST_MS);
  return { start_ms, end_ms: within(start_ms + LEAST_MS, toStep(to_ms), most) };
}

/** All of it, so that it begins there. */
export function move({ start_ms, end_ms }: Range, to_ms: number, film_ms: number): Range {
  const length = end_ms - start_ms;
  const start = within(0, toStep(to_ms), lastOf(film_ms) - length);
  return { start_ms: start, end_ms: start + length };
}
