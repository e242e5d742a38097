/** The months of a layout, as places to go to: what a scrubber needs. Pure. */
import type { Layout } from './justified';

/** The first heading of a month. */
export interface Mark {
  /** Local midnight of its first day, in ms UTC. */
  readonly month: number;
  /** Where its first heading stands in the content, in px. */
  readonly top: number;
  /** Of a year that the mark before is not of. */
  readonly startsYear: boolean;
}

export function marksOf({ sections }: Layout): Mark[] {
  const marks: Mark[] = [];
  let year = Number.NaN;
  for (const { start, top } of sections) {
    const date = new Date(start);
    const month = new Date(date.getFullYear(), date.getMonth()).getTime();
    if (marks.at(-1)?.month === month) continue;
    marks.push({ month, top, startsYear: date.getFullYear() !== year });
    year = date.getFullYear();
  }
  return marks;
}

/** The mark that a pixel of the content belongs to; 0 above the first. */
export function markAt(marks: readonly Mark[], content: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.top ?? 0) <= content) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** A track, its thumb, and what they stand for, all in px. */
export interface Track {
  readonly length: number;
  readonly page: number;
  readonly content: number;
}

const LEAST_THUMB = 28;

export function thumbOf({ length, page, content }: Track): number {
  return Math.min(length, Math.max(LEAST_THUMB, (page / Math.max(1, content)) * length));
}

/** Where the middle of the thumb stands for a pixel of the content at the top of the page. */
export function toTrack(top: number, track: Track): number {
  const thumb = thumbOf(track);
  const room = Math.max(1, track.content - track.page);
  return thumb / 2 + Math.min(1, Math.max(0, top / room)) * (track.length - thumb);
}

/** Which pixel of the content is at the top with the middle of the thumb there. */
export function fromTrack(at: number, track: Track): number {
  const thumb = thumbOf(track);
  const share = (at - thumb / 2) / Math.max(1, track.length - thumb);
  return Math.min(1, Math.max(0, share)) * Math.max(0, track.content - track.page);
}

/** Those that leave room for one another on the track, years before months; first come, first served. */
export function spaced(marks: readonly Mark[], track: Track, apart: number): { mark: Mark; at: number }[] {
  const kept: { mark: Mark; at: number }[] = [];
  for (const mark of marks) {
    const at = toTrack(mark.top, track);
    const before = kept.at(-1);
    if (!before || at - before.at >= apart) kept.push({ mark, at });
    else if (mark.startsYear && !before.mark.startsYear) kept[kept.length - 1] = { mark, at };
  }
  return kept;
}
