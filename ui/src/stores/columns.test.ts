import { describe, expect, it } from 'vitest';
import { columnsOf, fill, withClip, withoutClips } from './columns';
import { clip, found } from './testing/fixtures';

function of(...ids: number[]) {
  const columns = columnsOf(ids.length);
  fill(columns, 0, found(ids));
  return columns;
}

describe('columns', () => {
  it('take a clip into its place among the newest, once', () => {
    const three = withClip(of(5, 1), clip(3));
    expect(Array.from(three.ids)).toEqual([5, 3, 1]);
    expect(three.ratios[1]).toBeCloseTo(1.778);
    expect(three.placed_at[1]).toBe(clip(3).placed_at);
    expect(withClip(three, clip(3))).toBe(three);
    expect(Array.from(withClip(of(), clip(1)).ids)).toEqual([1]);
    expect(Array.from(withClip(of(5, 3), clip(2)).ids)).toEqual([5, 3, 2]);
  });

  it('take over another shape', () => {
    const upright = clip(3, { film: { ...clip(3).film, width: 360, height: 640 } });
    const changed = withClip(of(5, 3), upright);
    expect(changed.ratios[1]).toBeCloseTo(0.563);
    expect(Array.from(changed.ids)).toEqual([5, 3]);
  });

  it('give up clips', () => {
    const three = of(5, 3, 1);
    expect(withoutClips(three, new Set([9]))).toBe(three);
    expect(Array.from(withoutClips(three, new Set([5, 1])).ids)).toEqual([3]);
  });
});
