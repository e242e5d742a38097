import { describe, expect, it } from 'vitest';
import {
  anchorAt,
  boxOf,
  columnOf,
  rowAt,
  stepFrom,
  topForAnchor,
  topToShow,
  visibleRange,
  visibleSections,
} from './geometry';
import { layOut, type Frame, type Items } from './justified';

const FRAME: Frame = { width: 612, rowHeight: 100, gap: 6, headingHeight: 40 };
const NOON = new Date(2026, 10, 22, 12).getTime();

/** Squares: six to a row of this frame. */
function squares(count: number, newest = count): Items {
  return {
    keys: Float64Array.from({ length: count }, (_, index) => newest - index),
    ratios: new Float32Array(count).fill(1),
    times: new Float64Array(count).fill(NOON),
    days: 'fall',
  };
}

const layout = layOut(squares(60), FRAME);

describe('the visible range', () => {
  it('agrees with looking at every row', () => {
    for (let top = 0; top < layout.height; top += 13) {
      const { firstRow, endRow } = visibleRange(layout, top, top + 250);
      const touching = [...layout.rowTop.keys()].filter(
        (row) =>
          (layout.rowTop[row] ?? 0) < top + 250 && (layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0) > top,
      );
      expect(firstRow).toBeLessThanOrEqual(touching[0] ?? firstRow);
      expect(endRow).toBe((touching.at(-1) ?? endRow - 1) + 1);
      expect(endRow - firstRow).toBeLessThanOrEqual(touching.length + 1);
    }
  });

  it('finds the headings of what it shows', () => {
    const items = squares(20);
    items.times.fill(NOON - 86_400_000, 8);
    const two = layOut(items, FRAME);
    const seen = (top: number, bottom: number) => {
      const { firstRow, endRow } = visibleRange(two, top, bottom);
      return visibleSections(two, firstRow, endRow).map((section) => section.firstItem);
    };
    expect(seen(0, 60)).toEqual([0]);
    expect(seen(0, 5_000)).toEqual([0, 8]);
    expect(seen(500, 5_000)).toEqual([8]);
  });
});

describe('moving', () => {
  const go = (from: number, step: Parameters<typeof stepFrom>[2]) =>
    stepFrom(layout, from, step, columnOf(layout, from), 250);

  it('goes along the order sideways and by geometry up and down', () => {
    expect(go(5, 'right')).toBe(6);
    expect(go(6, 'left')).toBe(5);
    expect(go(8, 'down')).toBe(14);
    expect(go(8, 'up')).toBe(2);
  });

  it('stays at the edges', () => {
    expect(go(0, 'left')).toBe(0);
    expect(go(3, 'up')).toBe(3);
    expect(go(59, 'right')).toBe(59);
    expect(go(59, 'down')).toBe(59);
  });

  it('goes by pages and to the ends', () => {
    expect(rowAt(layout, boxOf(layout, go(8, 'page_down')).y)).toBeGreaterThan(2);
    expect(go(20, 'page_up')).toBeLessThan(14);
    expect(go(20, 'first')).toBe(0);
    expect(go(20, 'last')).toBe(59);
  });

  it('keeps its column through mixed widths', () => {
    const mixed = layOut(
      {
        keys: Float64Array.from({ length: 40 }, (_, index) => 40 - index),
        ratios: Float32Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? 16 / 9 : 9 / 16)),
        times: new Float64Array(40).fill(NOON),
        days: 'fall',
      },
      FRAME,
    );
    const column = columnOf(mixed, 2);
    let item = 2;
    for (let step = 0; step < mixed.rowCount - 2; step += 1) {
      item = stepFrom(mixed, item, 'down', column, 250);
      const box = boxOf(mixed, item);
      expect(box.x - FRAME.gap).toBeLessThanOrEqual(column);
      expect(box.x + box.width + FRAME.gap).toBeGreaterThanOrEqual(column);
    }
  });

  it('starts at the first when nothing was active', () => {
    expect(stepFrom(layout, -1, 'down', 0, 250)).toBe(0);
    expect(stepFrom(layOut(squares(0), FRAME), -1, 'down', 0, 250)).toBe(-1);
  });
});

describe('the anchor', () => {
  it('holds what is looked at when clips come in above', () => {
    const top = 431;
    const anchor = anchorAt(layout, top);
    const grown = layOut(squares(67, 67), FRAME);
    const moved = anchor && topForAnchor(grown, anchor);
    expect(moved).not.toBeNull();
    const item = layout.items.keys.indexOf(anchor?.key ?? 0);
    const after = grown.items.keys.indexOf(anchor?.key ?? 0);
    expect(boxOf(grown, after).y - (moved ?? 0)).toBe(boxOf(layout, item).y - top);
  });

  it('holds nothing at the top, and says when its item is gone', () => {
    expect(anchorAt(layout, 0)).toBeNull();
    expect(topForAnchor(layout, { key: 9_999, offset: 0 })).toBeNull();
  });

  it('moves least to show an item', () => {
    expect(topToShow(layout, 0, 300, 250, 20)).toBe(0);
    const box = boxOf(layout, 30);
    expect(topToShow(layout, 30, 0, 250, 20)).toBe(box.y + box.height + 20 - 250);
    expect(topToShow(layout, 12, 200, 400, 20)).toBe(200);
  });
});
