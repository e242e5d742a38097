import { describe, expect, it } from 'vitest';
import { layOut } from './justified';
import { itemsOf } from './justified.test';
import { fromTrack, markAt, marksOf, spaced, thumbOf, toTrack } from './months';

const FRAME = { width: 856, rowHeight: 158, gap: 6, headingHeight: 40 };
const DAY = 86_400_000;
/** Three clips a day, back from November 2026 over two years. */
const layout = layOut(itemsOf(2_190, 1, DAY / 3), FRAME);
const marks = marksOf(layout);
const track = { length: 700, page: 800, content: layout.height };

describe('the marks of a layout', () => {
  it('are its months, each once, going down', () => {
    expect(marks).toHaveLength(25);
    expect(new Set(marks.map(({ month }) => month)).size).toBe(25);
    expect(marks.every(({ top }, at) => at === 0 || top > (marks[at - 1]?.top ?? 0))).toBe(true);
    expect(marks.filter(({ startsYear }) => startsYear).map(({ month }) => new Date(month).getFullYear())).toEqual([
      2026, 2025, 2024,
    ]);
  });

  it('are found by a pixel of the content', () => {
    for (const [at, { top }] of marks.entries()) {
      expect(markAt(marks, top)).toBe(at);
      expect(markAt(marks, top - 1)).toBe(Math.max(0, at - 1));
    }
  });

  it('leave room for one another, years first', () => {
    const few = spaced(marks, { ...track, length: 200 }, 20);
    expect(few.every(({ at }, index) => index === 0 || at - (few[index - 1]?.at ?? 0) >= 20)).toBe(true);
    expect(few.filter(({ mark }) => mark.startsYear)).toHaveLength(3);
  });
});

describe('the track', () => {
  it('leads to the content and back, ends meeting ends', () => {
    for (let top = 0; top <= track.content - track.page; top += 997) {
      expect(fromTrack(toTrack(top, track), track)).toBeCloseTo(top, 4);
    }
    expect(fromTrack(0, track)).toBe(0);
    expect(fromTrack(700, track)).toBe(track.content - track.page);
  });

  it('has a thumb that can be held however long the content is', () => {
    expect(thumbOf({ ...track, content: 60_000_000 })).toBe(28);
    expect(thumbOf({ ...track, content: 1_600 })).toBe(350);
    expect(thumbOf({ ...track, content: 100 })).toBe(700);
  });
});
