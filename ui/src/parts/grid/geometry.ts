/** Questions asked of a layout: what is visible, where a key leads, what to hold on to. Costs a binary search, or one pass where it says so. */
import type { Layout, Section } from './justified';

/** The last index whose value is at or under `wanted`; -1 when there is none. `values` never falls. */
function lastAtOrUnder(length: number, valueAt: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The row at a height of the content; the nearest above where there is none. */
export function rowAt(layout: Layout, y: number): number {
  return Math.max(
    0,
    lastAtOrUnder(layout.rowCount, (row) => layout.rowTop[row] ?? 0, y),
  );
}

export interface Visible {
  readonly firstRow: number;
  /** One after the last. */
  readonly endRow: number;
  readonly firstItem: number;
  readonly endItem: number;
}

/** Rows that touch `[top, bottom)`. */
export function visibleRange(layout: Layout, top: number, bottom: number): Visible {
  if (layout.rowCount === 0) return { firstRow: 0, endRow: 0, firstItem: 0, endItem: 0 };
  let firstRow = rowAt(layout, top);
  if (rowBottom(layout, firstRow) <= top && firstRow + 1 < layout.rowCount) firstRow += 1;
  const endRow = Math.max(firstRow, rowAt(layout, Math.max(top, bottom - 1))) + 1;
  return { firstRow, endRow, firstItem: layout.rowFirst[firstRow] ?? 0, endItem: layout.rowFirst[endRow] ?? 0 };
}

function rowBottom(layout: Layout, row: number): number {
  return (layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0);
}

/** Days whose heading or rows touch the rows given. */
export function visibleSections(layout: Layout, firstRow: number, endRow: number): readonly Section[] {
  const { sections } = layout;
  const first = Math.max(
    0,
    lastAtOrUnder(sections.length, (index) => sections[index]?.firstRow ?? 0, firstRow),
  );
  let end = first;
  while (end < sections.length && (sections[end]?.firstRow ?? 0) < endRow + 1) end += 1;
  return sections.slice(first, end);
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function boxOf(layout: Layout, item: number): Box {
  const row = layout.itemRow[item] ?? 0;
  return {
    x: layout.itemX[item] ?? 0,
    y: layout.rowTop[row] ?? 0,
    width: layout.itemWidth[item] ?? 0,
    height: layout.rowHeight[row] ?? 0,
  };
}

/** One pass over the keys; -1 when it is not there. */
export function indexOfKey(layout: Layout, key: number): number {
  return layout.items.keys.indexOf(key);
}

/** Where a movement key leads. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'page_up' | 'page_down' | 'first' | 'last';

/**
 * The item that a step leads to. `column` is the x that up and down try to keep, so that going down through a short row and
 * on does not lose the column; `page` is the height of the viewport.
 */
export function stepFrom(layout: Layout, item: number, step: Step, column: number, page: number): number {
  const last = layout.items.keys.length - 1;
  if (last < 0) return -1;
  if (item < 0) return 0;
  const row = layout.itemRow[item] ?? 0;
  switch (step) {
    case 'left':
      return Math.max(0, item - 1);
    case 'right':
      return Math.min(last, item + 1);
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'up':
      return row === 0 ? item : nearestInRow(layout, row - 1, column);
    case 'down':
      return row === layout.rowCount - 1 ? item : nearestInRow(layout, row + 1, column);
    case 'page_up': {
      const above = rowAt(layout, (layout.rowTop[row] ?? 0) - page);
      return nearestInRow(layout, Math.max(0, Math.min(above, row - 1)), column);
    }
    case 'page_down': {
      const below = rowAt(layout, (layout.rowTop[row] ?? 0) + page);
      return nearestInRow(layout, Math.min(layout.rowCount - 1, Math.max(below, row + 1)), column);
    }
  }
}

/** The middle of an item: the column that up and down keep. */
export function columnOf(layout: Layout, item: number): number {
  return (layout.itemX[item] ?? 0) + (layout.itemWidth[item] ?? 0) / 2;
}

function nearestInRow(layout: Layout, row: number, column: number): number {
  const first = layout.rowFirst[row] ?? 0;
  const end = layout.rowFirst[row + 1] ?? first + 1;
  let best = first;
  for (let item = first; item < end; item += 1) {
    if (distance(layout, item, column) < distance(layout, best, column)) best = item;
  }
  return best;
}

/** 0 within the item, else to its nearer edge. */
function distance(layout: Layout, item: number, x: number): number {
  const left = layout.itemX[item] ?? 0;
  return Math.max(left - x, 0, x - left - (layout.itemWidth[item] ?? 0));
}

/** What the user looks at: an item, and how far its row lies above the top of the viewport. */
export interface Anchor {
  readonly key: number;
  readonly offset: number;
}

/** Nothing is held at the very top: what comes in is to be seen there. */
export function anchorAt(layout: Layout, contentTop: number): Anchor | null {
  if (layout.rowCount === 0 || contentTop < layout.frame.headingHeight) return null;
  const { firstRow, firstItem } = visibleRange(layout, contentTop, contentTop + 1);
  const key = layout.items.keys[firstItem];
  return key === undefined ? null : { key, offset: contentTop - (layout.rowTop[firstRow] ?? 0) };
}

/** Where the viewport has to be for the anchor to stay where it was; `null` when it is gone. One pass over the keys. */
export function topForAnchor(layout: Layout, anchor: Anchor): number | null {
  const item = indexOfKey(layout, anchor.key);
  return item < 0 ? null : boxOf(layout, item).y + anchor.offset;
}

/** The least movement that brings an item wholly into `[contentTop, contentTop + page)`. */
export function topToShow(layout: Layout, item: number, contentTop: number, page: number, foot: number): number {
  const { y, height } = boxOf(layout, item);
  const heading = layout.frame.headingHeight;
  if (y - heading < contentTop) return Math.max(0, y - heading);
  const bottom = y + height + foot;
  return bottom > contentTop + page ? bottom - page : contentTop;
}
