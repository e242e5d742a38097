/**
 * The shots of a storyboard and what can be done with them. Every edit gives new shots and leaves the old ones alone, so
 * that it can be taken back. Pure. What is sent of them, and whether it may be, is the core's matter.
 */
import type { Shot } from '../backend/backend';

/** Shots are this long at least, and as many times. */
export const STEP_MS = 100;
/** What a new shot lasts where nothing is left to place. */
const USUAL_MS = 3_000;
/** The most of what is left that a new shot takes. */
const MOST_MS = 5_000;

type Shots<T extends Shot> = readonly T[];

/** 0 where it is not known. */
export const lengthOf = ({ duration_ms }: Shot): number => duration_ms ?? 0;

export function total(shots: readonly Shot[]): number {
  return shots.reduce((sum, shot) => sum + lengthOf(shot), 0);
}

export const isBlank = (shots: readonly Shot[]): boolean => shots.every(({ scene }) => scene.trim() === '');

export function move<T extends Shot>(shots: Shots<T>, from: number, to: number): Shots<T> {
  const shot = shots[from];
  return shot && from !== to ? shots.toSpliced(from, 1).toSpliced(to, 0, shot) : shots;
}

export function resize<T extends Shot>(shots: Shots<T>, at: number, ms: number): Shots<T> {
  return change(shots, at, (shot) => ({ ...shot, duration_ms: Math.max(STEP_MS, rounded(ms)) }));
}

/** A scene is one line: what is pasted with breaks is joined. */
export function describe<T extends Shot>(shots: Shots<T>, at: number, scene: string): Shots<T> {
  return change(shots, at, (shot) => ({ ...shot, scene: scene.replace(/[^\S\n]*\n\s*/g, ' ') }));
}

export function insert<T extends Shot>(shots: Shots<T>, at: number, ...added: readonly T[]): Shots<T> {
  return shots.toSpliced(at, 0, ...added);
}

export function remove<T extends Shot>(shots: Shots<T>, at: number): Shots<T> {
  return shots.toSpliced(at, 1);
}

/** How long a new shot is: what is left of the clip, up to a usual length. */
export function roomFor(shots: readonly Shot[], clip_ms: number | null): number {
  const left = clip_ms === null ? 0 : rounded(clip_ms - total(shots));
  return left >= STEP_MS ? Math.min(left, MOST_MS) : USUAL_MS;
}

/** Shots of a text may not tell how long they are: these share what the others leave. */
export function filled<T extends Shot>(shots: Shots<T>, clip_ms: number | null): Shots<T> {
  const open = shots.filter(({ duration_ms }) => duration_ms === null).length;
  if (open === 0) return shots;
  const left = clip_ms === null ? 0 : clip_ms - total(shots);
  const share = Math.floor(left / open / STEP_MS) * STEP_MS;
  const duration_ms = share >= STEP_MS ? share : USUAL_MS;
  return shots.map((shot) => (shot.duration_ms === null ? { ...shot, duration_ms } : shot));
}

/** What is left, or too much, is shared evenly: the sum is the clip's length, unless there are more shots than steps in it. */
export function spread<T extends Shot>(shots: Shots<T>, clip_ms: number): Shots<T> {
  const steps = shots.map(stepsOf);
  share(steps, Math.round(clip_ms / STEP_MS));
  return withSteps(shots, steps);
}

/** Every shot is longer or shorter by the same factor: the sum is the clip's length, as above. */
export function fit<T extends Shot>(shots: Shots<T>, clip_ms: number): Shots<T> {
  const wanted = Math.round(clip_ms / STEP_MS);
  const factor = clip_ms / Math.max(STEP_MS, total(shots));
  const exact = shots.map((shot) => (lengthOf(shot) / STEP_MS) * factor);
  const steps = exact.map((value) => Math.max(1, Math.floor(value + 1e-9)));
  // What rounding down left goes to those that lost most by it.
  const losers = exact.map((value, at) => ({ at, lost: value - (steps[at] ?? 0) })).sort((a, b) => b.lost - a.lost);
  for (const { at } of losers) {
    if (sum(steps) >= wanted) break;
    steps[at] = (steps[at] ?? 0) + 1;
  }
  share(steps, wanted);
  return withSteps(shots, steps);
}

const rounded = (ms: number): number => Math.round(ms / STEP_MS) * STEP_MS;
const stepsOf = (shot: Shot): number => Math.max(1, Math.round(lengthOf(shot) / STEP_MS));
const sum = (steps: readonly number[]): number => steps.reduce((all, one) => all + one, 0);

/** Brings the steps to a sum, as evenly as it goes, the first ones first; none falls below 1. */
function share(steps: number[], wanted: number): void {
  for (let rest = wanted - sum(steps); rest !== 0; rest = wanted - sum(steps)) {
    const open = steps.flatMap((count, at) => (rest > 0 || count > 1 ? [at] : []));
    if (open.length === 0) return;
    const each = Math.trunc(rest / open.length) || Math.sign(rest);
    const takers = open.slice(0, Math.abs(rest));
    for (const at of takers) steps[at] = Math.max(1, (steps[at] ?? 0) + each);
  }
}

function withSteps<T extends Shot>(shots: Shots<T>, steps: readonly number[]): Shots<T> {
  return shots.map((shot, at) => ({ ...shot, duration_ms: (steps[at] ?? 1) * STEP_MS }));
}

function change<T extends Shot>(shots: Shots<T>, at: number, edit: (shot: T) => T): Shots<T> {
  const shot = shots[at];
  return shot ? shots.with(at, edit(shot)) : shots;
}
