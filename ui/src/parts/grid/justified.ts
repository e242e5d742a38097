/**
 * Lays mixed aspects out in justified rows under day headings, once per width, row height and order.
 *
 * Everything is in typed arrays and content pixels; nothing here knows the DOM, and nothing is per frame.
 */

/** What is laid out: columns of one length, in the order that they are shown. */
export interface Items {
  /** Unique names; what they mean is the caller's matter. */
  readonly keys: Float64Array;
  /** Width over height. */
  readonly ratios: Float32Array;
  /** When each belongs, in ms UTC: never rising, or never falling, as `days` says. */
  readonly times: Float64Array;
  /** What heads the items, and how it runs down the page. */
  readonly days: Headings;
}

/** Days or months, as their times fall or rise; or nothing. */
export type Headings = 'fall' | 'rise' | 'months_fall' | 'months_rise' | 'none';

export interface Frame {
  /** Width to fill, in px. */
  readonly width: number;
  /** Wanted height of a row, in px. */
  readonly rowHeight: number;
  /** Between tiles and between rows, in px. */
  readonly gap: number;
  /** Height of a day's heading, in px. */
  readonly headingHeight: number;
}

/** The tiles of one day, or of one month. */
export interface Section {
  /** Local midnight that it began at, in ms UTC. */
  readonly start: number;
  readonly top: number;
  readonly firstItem: number;
  readonly itemCount: number;
  readonly firstRow: number;
}

/** How the first section began when the user went on from it. What came in front of it since has rows of its own. */
export interface Hold {
  /** When the section began. */
  readonly start: number;
  /** The first of its items, as many as it takes to find them again. */
  readonly keys: readonly number[];
}

export interface Layout {
  readonly items: Items;
  readonly frame: Frame;
  /** What it was laid out with. */
  readonly hold: Hold | null;
  readonly height: number;
  readonly sections: readonly Section[];
  readonly rowCount: number;
  readonly rowTop: Float64Array;
  readonly rowHeight: Float32Array;
  /** First item of each row, and the number of items at the end. */
  readonly rowFirst: Uint32Array;
  readonly itemRow: Uint32Array;
  readonly itemX: Float32Array;
  readonly itemWidth: Float32Array;
}

const WIDEST = 4;
const NARROWEST = 0.3;

/** A wish of zero or less, or none, is answered with the film's own shape. */
export function boundedRatio(ratio: number): number {
  if (!(ratio > 0)) return 16 / 9;
  return Math.min(WIDEST, Math.max(NARROWEST, ratio));
}

/** Local midnight before `time`; a day may have 23 or 25 hours. */
export function dayStart(time: number): number {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function startOf(time: number, days: Headings): number {
  const day = dayStart(time);
  return days.startsWith('months') ? new Date(day).setDate(1) : day;
}

/** The start of the day or month after the one that began at `start`. */
function nextOf(start: number, days: Headings): number {
  const date = new Date(start);
  const months = days.startsWith('months');
  return new Date(date.getFullYear(), date.getMonth() + (months ? 1 : 0), months ? 1 : date.getDate() + 1).getTime();
}

/** First index after `from` that belongs to another section than the one that began at `start`. */
function endOfSection({ times, days }: Items, from: number, start: number): number {
  if (days === 'none') return times.length;
  const next = days.endsWith('rise') ? nextOf(start, days) : Infinity;
  let index = from + 1;
  while (index < times.length && (times[index] ?? 0) >= start && (times[index] ?? 0) < next) index += 1;
  return index;
}

/**
 * Where the row that starts at `from` ends: after the item that reaches the width, or before it, whichever keeps the row
 * nearer to the wanted height.
 */
function endOfRow(
  ratios: Float32Array,
  from: number,
  end: number,
  frame: Frame,
): { to: number; ratio: number; full: boolean } {
  let sum = 0;
  for (let index = from; index < end; index += 1) {
    const ratio = boundedRatio(ratios[index] ?? 0);
    const withIt = heightOf(sum + ratio, index - from + 1, frame);
    if (withIt > frame.rowHeight) {
      sum += ratio;
      continue;
    }
    const without = index > from ? heightOf(sum, index - from, frame) : Infinity;
    const shorter = Math.log(frame.rowHeight / Math.max(1, withIt));
    const taller = Math.log(without / frame.rowHeight);
    return taller < shorter ? { to: index, ratio: sum, full: true } : { to: index + 1, ratio: sum + ratio, full: true };
  }
  return { to: end, ratio: sum, full: false };
}

function heightOf(ratioSum: number, count: number, frame: Frame): number {
  return (frame.width - frame.gap * (count - 1)) / ratioSum;
}

/** Over the first row where no day heads it, in px. */
const MARGIN = 14;

/** A last row that nearly fills is stretched; another keeps the wanted height and stays ragged. */
const NEARLY_FULL = 1.12;

const HELD = 24;

/** To be given to the next layout, so that what comes in front of the first section moves nothing of it. */
export function holdOf({ items, hold, sections: [first] }: Layout): Hold | null {
  if (!first || !items.days.endsWith('fall')) return null;
  if (hold?.start === first.start) return hold;
  const keys = items.keys.subarray(first.firstItem, first.firstItem + Math.min(HELD, first.itemCount));
  return { start: first.start, keys: [...keys] };
}

/** The index that a row must begin at: the items that are held begin there. Others of them may have another key by now. */
function heldFrom({ keys }: Items, hold: Hold | null, start: number, end: number): number {
  if (hold?.start !== start) return 0;
  const section = keys.subarray(0, end);
  for (const [before, key] of hold.keys.entries()) {
    const at = section.indexOf(key);
    if (at >= 0) return Math.max(0, at - before);
  }
  return 0;
}

/**
 * `hold` keeps the rows that the first section began with: what came in front of them stands in rows of its own, the last of
 * them ragged. Rows are cut forward from there, so that a list may also grow at its end and nothing moves.
 */
export function layOut(items: Items, frame: Frame, hold: Hold | null = null): Layout {
  const count = items.keys.length;
  const rowTop = new Float64Array(count);
  const rowHeight = new Float32Array(count);
  const rowFirst = new Uint32Array(count + 1);
  const itemRow = new Uint32Array(count);
  const itemX = new Float32Array(count);
  const itemWidth = new Float32Array(count);
  const sections: Section[] = [];
  let top = 0;
  let row = 0;

  for (let first = 0; first < count;) {
    const start = startOf(items.times[first] ?? 0, items.days);
    const end = endOfSection(items, first, start);
    if (items.days === 'none') top += MARGIN;
    else {
      sections.push({ start, top, firstItem: first, itemCount: end - first, firstRow: row });
      top += frame.headingHeight;
    }
    const held = first === 0 ? heldFrom(items, hold, start, end) : 0;
    for (let from = first; from < end;) {
      const { to, ratio, full } = endOfRow(items.ratios, from, from < held ? held : end, frame);
      const exact = heightOf(ratio, to - from, frame);
      const stretch = full || exact <= frame.rowHeight * NEARLY_FULL;
      const height = Math.max(1, Math.round(stretch ? exact : frame.rowHeight));
      rowTop[row] = top;
      rowHeight[row] = height;
      rowFirst[row] = from;
      placeRow(from, to, stretch ? exact : frame.rowHeight, stretch);
      top += height + frame.gap;
      row += 1;
      from = to;
    }
    first = end;
  }
  rowFirst[row] = count;

  /** Whole pixels: edges stay sharp, and a full row ends exactly at the width. */
  function placeRow(from: number, to: number, height: number, stretch: boolean): void {
    let x = 0;
    for (let index = from; index < to; index += 1) {
      const left = Math.round(x);
      x += boundedRatio(items.ratios[index] ?? 0) * height;
      const right = stretch && index === to - 1 ? frame.width : Math.min(frame.width, Math.round(x));
      itemRow[index] = row;
      itemX[index] = left;
      itemWidth[index] = Math.max(1, right - left);
      x += frame.gap;
    }
  }

  return {
    items,
    frame,
    hold,
    height: top,
    sections,
    rowCount: row,
    rowTop: rowTop.subarray(0, row),
    rowHeight: rowHeight.subarray(0, row),
    rowFirst: rowFirst.subarray(0, row + 1),
    itemRow,
    itemX,
    itemWidth,
  };
}
