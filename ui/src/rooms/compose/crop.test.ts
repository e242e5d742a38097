import { describe, expect, it } from 'vitest';
import { CORNERS, isOtherShape, middle, movedBy, resizedBy, whole, type Size } from './crop';

const WIDE: Size = { width: 1600, height: 900 };

describe('a frame on a picture', () => {
  it('takes the middle of the clip’s shape as the studio does', () => {
    expect(middle(WIDE, 9 / 16)).toEqual({ x: 547, y: 0, width: 506, height: 900 });
    expect(middle({ width: 900, height: 1600 }, 16 / 9)).toEqual({ x: 0, y: 547, width: 900, height: 506 });
    expect(middle(WIDE, 16 / 9)).toEqual(whole(WIDE));
  });

  it('stays inside however far it is moved', () => {
    const crop = { x: 10, y: 10, width: 200, height: 100 };
    expect(movedBy(crop, 5, -3, WIDE)).toMatchObject({ x: 15, y: 7 });
    expect(movedBy(crop, 9_999, 9_999, WIDE)).toMatchObject({ x: 1400, y: 800, width: 200, height: 100 });
    expect(movedBy(crop, -9_999, -9_999, WIDE)).toMatchObject({ x: 0, y: 0 });
  });

  it('keeps the corner across from the dragged one, and the shape where there is one', () => {
    const crop = { x: 400, y: 300, width: 320, height: 180 };
    expect(resizedBy(crop, 'se', 32, 0, WIDE, 16 / 9)).toEqual({ x: 400, y: 300, width: 352, height: 198 });
    expect(resizedBy(crop, 'nw', -32, 0, WIDE, 16 / 9)).toEqual({ x: 368, y: 282, width: 352, height: 198 });
    expect(resizedBy(crop, 'ne', 10, -20, WIDE, null)).toEqual({ x: 400, y: 280, width: 330, height: 200 });
  });

  it('neither leaves the picture nor vanishes, whichever corner is dragged wherever', () => {
    const crop = { x: 400, y: 300, width: 320, height: 180 };
    for (const ratio of [null, 16 / 9, 9 / 16, 1]) {
      for (const corner of CORNERS) {
        for (const by of [-5_000, -37, 0, 41, 5_000]) {
          const { x, y, width, height } = resizedBy(crop, corner, by, -by, WIDE, ratio);
          expect(x >= 0 && y >= 0 && x + width <= WIDE.width && y + height <= WIDE.height).toBe(true);
          expect(Math.min(width, height)).toBeGreaterThanOrEqual(9);
          if (ratio !== null) expect(Math.abs(width - height * ratio)).toBeLessThanOrEqual(Math.max(1, ratio));
        }
      }
    }
  });

  it('knows another shape from a rounding', () => {
    expect(isOtherShape({ width: 1280, height: 720 }, 16 / 9)).toBe(false);
    expect(isOtherShape({ width: 506, height: 900 }, 9 / 16)).toBe(false);
    expect(isOtherShape({ width: 1024, height: 1024 }, 16 / 9)).toBe(true);
  });
});
