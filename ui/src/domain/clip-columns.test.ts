import { describe, expect, it } from 'vitest';
import { columnsOf, extended, fill, withClips, withoutClips, type Columns } from './clip-columns';
import { clip, found } from '../backend/testing/fixtures';

const withClip = (columns: Columns, one: ReturnType<typeof clip>) => withClips(columns, [one]);

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

  it('take several clips into their places in one pass', () => {
    const all = withClips(of(8, 5, 1), [clip(3), clip(9), clip(5), clip(4), clip(0)]);
    expect(Array.from(all.ids)).toEqual([9, 8, 5, 4, 3, 1, 0]);
    expect(Array.from(all.placed_at)).toEqual([9, 8, 5, 4, 3, 1, 0].map((id) => clip(id).placed_at));
  });

  it('grow by stretches in the memory that they have', () => {
    const ids = [5, 4, 3, 2, 1];
    const begun = extended(columnsOf(0), found(ids, { from: 0, most: 2 }));
    expect(Array.from(begun.ids)).toEqual([5, 4]);
    const grown = extended(begun, found(ids, { from: 2, most: 3 }));
    expect(Array.from(grown.ids)).toEqual(ids);
    expect(grown.ids.buffer).toBe(begun.ids.buffer);
    const other = extended(withoutClips(begun, new Set([4])), found([5, 3, 2, 1], { from: 1, most: 3 }));
    expect(Array.from(other.ids)).toEqual([5, 3, 2, 1]);
    expect(Array.from(begun.ids)).toEqual([5, 4]);
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
