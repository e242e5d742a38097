import { describe, expect, it } from 'vitest';
import { gapAt, keysTouching, scrollPull, spanned } from './band';
import { boxOf } from './geometry';
import { layOut, type Frame, type Items } from './justified';

const FRAME: Frame = { width: 612, rowHeight: 100, gap: 6, headingHeight: 40 };
const NOON = new Date(2026, 10, 22, 12).getTime();
const RATIOS = [16 / 9, 9 / 16, 1, 4 / 3];

function mixed(count: number): Items {
  return {
    keys: Float64Array.from({ length: count }, (_, at) => count - at),
    ratios: Float32Array.from({ length: count }, (_, at) => RATIOS[at % RATIOS.length] ?? 1),
    times: Float64Array.from({ length: count }, (_, at) => NOON - Math.floor(at / 30) * 86_400_000),
    days: 'fall',
  };
}

const layout = layOut(mixed(200), FRAME);

describe('a rubber band', () => {
  it('touches the same whichever way it is drawn', () => {
    const a = { x: 300, y: 500 };
    const b = { x: 20, y: 120 };
    expect(spanned(a, b)).toEqual(spanned(b, a));
    expect(spanned(a, b)).toEqual({ x: 20, y: 120, width: 280, height: 380 });
  });

  it('agrees with looking at every item', () => {
    for (let y = -30; y < layout.height; y += 71) {
      const band = { x: 97, y, width: 180, height: 260 };
      const touching = Array.from(layout.items.keys).filter((_, item) => {
        const box = boxOf(layout, item);
        const across = box.x <= band.x + band.width && box.x + box.width >= band.x;
        return across && box.y <= band.y + band.height && box.y + box.height >= band.y;
      });
      expect(keysTouching(layout, band)).toEqual(touching);
    }
  });

  it('touches nothing beside the tiles', () => {
    expect(keysTouching(layout, { x: 700, y: 0, width: 20, height: 5_000 })).toEqual([]);
    expect(keysTouching(layOut(mixed(0), FRAME), { x: 0, y: 0, width: 600, height: 600 })).toEqual([]);
  });

  it('scrolls at the edges, faster the further out, and not between', () => {
    expect(scrollPull(300, 700, 160)).toBe(0);
    expect(scrollPull(10, 700, 160)).toBeLessThan(0);
    expect(scrollPull(-200, 700, 160)).toBeLessThan(scrollPull(10, 700, 160));
    expect(scrollPull(530, 700, 160)).toBeGreaterThan(0);
    expect(scrollPull(690, 700, 160)).toBeGreaterThan(scrollPull(530, 700, 160));
  });
});

describe('the gap at a point', () => {
  it('is before an item in its left half and after it in its right', () => {
    const box = boxOf(layout, 2);
    const y = box.y + 10;
    expect(gapAt(layout, { x: box.x + 4, y })?.index).toBe(2);
    expect(gapAt(layout, { x: box.x + box.width - 4, y })?.index).toBe(3);
  });

  it('stands between its items, in their row', () => {
    const box = boxOf(layout, 2);
    const gap = gapAt(layout, { x: box.x + 4, y: box.y + 10 });
    expect(gap?.box).toEqual({ x: box.x - 3, y: box.y, width: 0, height: box.height });
  });

  it('is at the end of a row past its last item, and nowhere in an empty grid', () => {
    const end = layout.rowFirst[1] ?? 0;
    const { x, width, y } = boxOf(layout, end - 1);
    expect(gapAt(layout, { x: 5_000, y })?.index).toBe(end);
    expect(gapAt(layout, { x: 5_000, y })?.box.x).toBe(x + width + 3);
    expect(gapAt(layOut(mixed(0), FRAME), { x: 0, y: 0 })).toBeNull();
  });
});
