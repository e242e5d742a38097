/** The stretch of a film that is played over and over, between an in and an out mark. Frames, both of them shown. Pure. */
export interface Marks {
  readonly in: number | null;
  readonly out: number | null;
}

export type Mark = keyof Marks;

export const NO_MARKS: Marks = { in: null, out: null };

export const isMarked = (marks: Marks): boolean => marks.in !== null || marks.out !== null;

/** Sets a mark at a frame; one that stood on the wrong side of it goes. */
export function marked(marks: Marks, mark: Mark, frame: number): Marks {
  if (mark === 'in') return { in: frame, out: marks.out !== null && marks.out > frame ? marks.out : null };
  return { in: marks.in !== null && marks.in < frame ? marks.in : null, out: frame };
}

export function cleared(marks: Marks, mark: Mark): Marks {
  return { ...marks, [mark]: null };
}

/** Moves a mark that is there; it stops one frame before the other, and within the film. */
export function moved(marks: Marks, mark: Mark, frame: number, frames: number): Marks {
  const least = mark === 'in' ? 0 : (marks.in ?? -1) + 1;
  const most = mark === 'in' ? (marks.out ?? frames) - 1 : frames - 1;
  return { ...marks, [mark]: Math.min(Math.max(least, frame), Math.max(least, most)) };
}

/** What is played: the whole film where nothing is marked. */
export function stretchOf(marks: Marks, frames: number): { first: number; last: number } {
  const end = Math.max(0, frames - 1);
  return { first: Math.min(end, marks.in ?? 0), last: Math.min(end, marks.out ?? end) };
}
