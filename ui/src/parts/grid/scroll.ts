/**
 * Maps a scroll bar that engines cap (33,554,432 px in WebKit and Chromium) to content of any height.
 *
 * Short content is scrolled as it is. Tall content gets a bar of `COMPRESSED_HEIGHT`: a wheel's step still moves as many
 * pixels as it says, a dragged thumb goes in proportion, and once it rests the thumb is set right.
 */

export const COMPRESSED_HEIGHT = 8_000_000;

export interface Extent {
  /** Height of the content, in px. */
  readonly content: number;
  /** Height of the viewport, in px. */
  readonly page: number;
}

/** Where the bar stands, and which pixel of the content is at the top. */
export interface Position {
  readonly scroll: number;
  readonly content: number;
}

/** What the scrolled element is to measure. */
export function scrollHeight(extent: Extent): number {
  return Math.min(extent.content, COMPRESSED_HEIGHT);
}

function scrollRoom(extent: Extent): number {
  return Math.max(0, scrollHeight(extent) - extent.page);
}

function contentRoom(extent: Extent): number {
  return Math.max(0, extent.content - extent.page);
}

const clamp = (value: number, room: number) => Math.min(room, Math.max(0, value));

/** In proportion, ends meeting ends. */
export function toContent(scroll: number, extent: Extent): number {
  const room = scrollRoom(extent);
  return room === 0 ? 0 : (clamp(scroll, room) / room) * contentRoom(extent);
}

export function toScroll(content: number, extent: Extent): number {
  const room = contentRoom(extent);
  return room === 0 ? 0 : (clamp(content, room) / room) * scrollRoom(extent);
}

/** The position that shows a pixel of the content at the top. */
export function positionAt(content: number, extent: Extent): Position {
  const shown = clamp(content, contentRoom(extent));
  return { scroll: toScroll(shown, extent), content: shown };
}

/** What the bar's new place means: a small step moves by its pixels, a leap or an end of the bar goes in proportion. */
export function scrolled(from: Position, scroll: number, extent: Extent): Position {
  const step = scroll - from.scroll;
  const atEnd = scroll <= 0 || scroll >= scrollRoom(extent);
  if (extent.content <= COMPRESSED_HEIGHT) return { scroll, content: clamp(scroll, contentRoom(extent)) };
  if (atEnd || Math.abs(step) > extent.page * 2) return { scroll, content: toContent(scroll, extent) };
  return { scroll, content: clamp(from.content + step, contentRoom(extent)) };
}

/** Where the bar belongs for what is shown, to be set when it rests; the same number when it is right already. */
export function restingScroll(position: Position, extent: Extent): number {
  const right = toScroll(position.content, extent);
  return Math.abs(right - position.scroll) < 1 ? position.scroll : right;
}
