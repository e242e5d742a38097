/** Which items a rectangle touches: by the layout alone, so that what is not rendered counts too. Pure. */
import { rowAt, type Box } from './geometry';
import type { Layout } from './justified';

/** The rectangle between two points. */
export function spanned(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** Keys of the items that `box` (content pixels) touches, in order. */
export function keysTouching(layout: Layout, box: Box): number[] {
  const keys: number[] = [];
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  for (let row = rowAt(layout, box.y); row < layout.rowCount; row += 1) {
    const top = layout.rowTop[row] ?? 0;
    if (top > bottom) break;
    if (top + (layout.rowHeight[row] ?? 0) < box.y) continue;
    for (let item = layout.rowFirst[row] ?? 0; item < (layout.rowFirst[row + 1] ?? 0); item += 1) {
      const left = layout.itemX[item] ?? 0;
      if (left <= right && left + (layout.itemWidth[item] ?? 0) >= box.x) keys.push(layout.items.keys[item] ?? 0);
    }
  }
  return keys;
}

/** How far to scroll in a frame when the pointer is `y` px below the top of a page of which the last `foot` px are covered. */
export function scrollPull(y: number, page: number, foot: number): number {
  const bottom = page - foot;
  if (y < EDGE) return -pull(EDGE - y);
  return y > bottom - EDGE ? pull(y - bottom + EDGE) : 0;
}

/** Scrolling begins this near to an edge, in px, and grows with how far the pointer is beyond. */
const EDGE = 36;
const MOST = 48;

function pull(depth: number): number {
  return Math.min(MOST, Math.ceil(depth / 3));
}

/** A place between two items: the index of the one after it, and where a mark for it stands. */
export interface Gap {
  readonly index: number;
  readonly box: Box;
}

/** The gap that is nearest to a point, in the row that the point is in. */
export function gapAt(layout: Layout, { x, y }: { x: number; y: number }): Gap | null {
  if (layout.rowCount === 0) return null;
  const row = rowAt(layout, y);
  const first = layout.rowFirst[row] ?? 0;
  const end = layout.rowFirst[row + 1] ?? first;
  let index = first;
  while (index < end && x > (layout.itemX[index] ?? 0) + (layout.itemWidth[index] ?? 0) / 2) index += 1;
  const before = index - 1;
  const left =
    index < end
      ? (layout.itemX[index] ?? 0)
      : (layout.itemX[before] ?? 0) + (layout.itemWidth[before] ?? 0) + layout.frame.gap;
  const mark = {
    x: left - layout.frame.gap / 2,
    y: layout.rowTop[row] ?? 0,
    width: 0,
    height: layout.rowHeight[row] ?? 0,
  };
  return { index, box: mark };
}
