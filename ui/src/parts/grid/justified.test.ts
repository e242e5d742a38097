import { describe, expect, it } from 'vitest';
import { dayStart, holdOf, layOut, type Frame, type Items, type Layout } from './justified';

const FRAME: Frame = { width: 856, rowHeight: 158, gap: 6, headingHeight: 40 };
const RATIOS = [16 / 9, 9 / 16, 1, 4 / 3, 3 / 4, 21 / 9];
const NOON = new Date(2026, 10, 22, 12).getTime();

/** A fixed sequence, so that a failure can be seen again. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

export function itemsOf(count: number, seed = 1, everyMs = 600_000): Items {
  const next = sequence(seed);
  return {
    keys: Float64Array.from({ length: count }, (_, index) => count - index),
    ratios: Float32Array.from({ length: count }, () => RATIOS[Math.floor(next() * RATIOS.length)] ?? 1),
    times: Float64Array.from({ length: count }, (_, index) => NOON - index * everyMs),
    days: 'fall',
  };
}

function expectSound(items: Items, frame: Frame): void {
  expectSoundRows(items, frame, layOut(items, frame));
}

function expectSoundRows(items: Items, frame: Frame, layout: Layout): void {
  expect(layout.rowFirst[layout.rowCount]).toBe(items.keys.length);
  const sectionEnds = new Set(layout.sections.map((section) => section.firstItem + section.itemCount));
  sectionEnds.add(items.keys.length);
  const [held] = layout.hold?.keys ?? [];
  if (held !== undefined) sectionEnds.add(items.keys.indexOf(held));
  let placed = 0;
  let bottom = 0;
  let fault = '';
  for (let row = 0; row < layout.rowCount; row += 1) {
    const first = layout.rowFirst[row] ?? 0;
    const end = layout.rowFirst[row + 1] ?? 0;
    if (first !== placed || end <= first) fault ||= `row ${row} holds ${first}..${end} after ${placed}`;
    if ((layout.rowTop[row] ?? 0) < bottom) fault ||= `row ${row} overlaps`;
    bottom = (layout.rowTop[row] ?? 0) + (layout.rowHeight[row] ?? 0);
    let right = -frame.gap;
    for (let item = first; item < end; item += 1) {
      if (layout.itemRow[item] !== row) fault ||= `item ${item} not in row ${row}`;
      if (Math.abs((layout.itemX[item] ?? 0) - right - frame.gap) > 0.5) fault ||= `item ${item} leaves a hole`;
      right = (layout.itemX[item] ?? 0) + (layout.itemWidth[item] ?? 0);
    }
    if (right > frame.width + 0.5) fault ||= `row ${row} is too wide`;
    if (!sectionEnds.has(end) && Math.abs(right - frame.width) > 0.5) fault ||= `row ${row} does not fill`;
    placed = end;
  }
  expect(fault).toBe('');
  expect(placed).toBe(items.keys.length);
  expect(layout.height).toBeGreaterThanOrEqual(bottom);
}

/** With so many new ones of the first day before them. */
function withNewer(items: Items, count: number, seed: number): Items {
  const next = sequence(seed);
  const newest = items.keys[0] ?? 0;
  const at = items.times[0] ?? NOON;
  const fresh = (value: (index: number) => number) => Array.from({ length: count }, (_, index) => value(index));
  return {
    ...items,
    keys: Float64Array.from([...fresh((index) => newest + count - index), ...items.keys]),
    ratios: Float32Array.from([...fresh(() => RATIOS[Math.floor(next() * RATIOS.length)] ?? 1), ...items.ratios]),
    times: Float64Array.from([...fresh((index) => at + count - index), ...items.times]),
  };
}

/** Each row as its keys, and where they stand in it. */
function rowsOf({ items, rowFirst, rowCount, rowHeight, itemX, itemWidth }: Layout): string[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const [from, to] = [rowFirst[row], rowFirst[row + 1]];
    return (
      [items.keys, itemX, itemWidth].map((column) => column.slice(from, to).join()).join('/') + `/${rowHeight[row]}`
    );
  });
}

describe('layOut', () => {
  it('places every item once, in order, in rows that fill the width', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const width = 320 + seed * 41;
      expectSound(itemsOf(3 + seed * 17, seed), { ...FRAME, width, rowHeight: 96 + ((seed * 37) % 224) });
    }
  });

  it('lays out 100,000 clips soundly', () => {
    expectSound(itemsOf(100_000, 7), FRAME);
  });

  it('keeps rows near the wanted height', () => {
    const layout = layOut(itemsOf(2_000, 3), FRAME);
    const mean = layout.rowHeight.reduce((sum, height) => sum + height, 0) / layout.rowCount;
    expect(mean).toBeGreaterThan(FRAME.rowHeight * 0.85);
    expect(mean).toBeLessThan(FRAME.rowHeight * 1.15);
  });

  it('starts a section for each local day, with its items counted', () => {
    const items = itemsOf(300, 2);
    const { sections } = layOut(items, FRAME);
    expect(sections.reduce((sum, section) => sum + section.itemCount, 0)).toBe(300);
    for (const section of sections) {
      const times = items.times.slice(section.firstItem, section.firstItem + section.itemCount);
      expect(new Set(Array.from(times, dayStart))).toEqual(new Set([section.start]));
    }
  });

  it('starts a section for each local day with times that rise too', () => {
    const items = { ...itemsOf(300, 2), days: 'rise' as const };
    items.times.reverse();
    const { sections } = layOut(items, FRAME);
    expect(sections.length).toBeGreaterThan(2);
    expect(sections.reduce((sum, section) => sum + section.itemCount, 0)).toBe(300);
    for (const section of sections) {
      const times = items.times.slice(section.firstItem, section.firstItem + section.itemCount);
      expect(new Set(Array.from(times, dayStart))).toEqual(new Set([section.start]));
    }
  });

  it('starts a section for each month where days would be sparse', () => {
    for (const days of ['months_fall', 'months_rise'] as const) {
      const items = { ...itemsOf(300, 2, 43_200_000), days };
      if (days === 'months_rise') items.times.reverse();
      const { sections } = layOut(items, FRAME);
      const months = new Set(Array.from(items.times, (time) => new Date(time).getMonth()));
      expect(sections).toHaveLength(months.size);
      expect(sections.every(({ start }) => new Date(start).getDate() === 1)).toBe(true);
      expect(sections.reduce((sum, section) => sum + section.itemCount, 0)).toBe(300);
    }
  });

  it('heads nothing where the order is not one of time, and fills every row but the last', () => {
    const items = { ...itemsOf(300, 2), days: 'none' as const };
    expectSound(items, FRAME);
    expect(layOut(items, FRAME).sections).toEqual([]);
  });

  it('moves no row of a section that something comes in front of, again and again', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const frame = { ...FRAME, width: 320 + seed * 23 };
      let items = itemsOf(40 + seed * 3, seed, 60_000);
      let before = layOut(items, frame);
      const rows = rowsOf(before);
      for (let time = 0; time < 6; time += 1) {
        items = withNewer(items, 1 + ((seed + time * 3) % 9), seed * 10 + time);
        expectSoundRows(items, frame, (before = layOut(items, frame, holdOf(before))));
        expect(rowsOf(before).slice(-rows.length)).toEqual(rows);
      }
    }
  });

  it('finds what it holds by its other items when the first one has become another', () => {
    const items = itemsOf(60, 5, 60_000);
    const before = layOut(items, FRAME);
    const changed = { ...items, keys: items.keys.with(0, 999) };
    const after = layOut(withNewer(changed, 3, 9), FRAME, holdOf(before));
    expect(rowsOf(after).slice(-before.rowCount + 1)).toEqual(rowsOf(before).slice(1));
  });

  it('moves nothing of what is held when more comes at the end', () => {
    const items = itemsOf(900, 6, 1_000);
    const part = (count: number): Items => ({
      ...items,
      keys: items.keys.subarray(0, count),
      ratios: items.ratios.subarray(0, count),
      times: items.times.subarray(0, count),
    });
    const before = layOut(part(500), FRAME);
    const after = layOut(part(900), FRAME, holdOf(before));
    expect(rowsOf(after).slice(0, before.rowCount - 1)).toEqual(rowsOf(before).slice(0, -1));
  });

  it('holds nothing of a day that is not the first any more, nor in an order that does not fall', () => {
    const items = itemsOf(60, 5, 60_000);
    const tomorrow = withNewer(items, 5, 3);
    tomorrow.times.fill(NOON + 86_400_000, 0, 5);
    const before = layOut(items, FRAME);
    expect(rowsOf(layOut(tomorrow, FRAME, holdOf(before)))).toEqual(rowsOf(layOut(tomorrow, FRAME)));
    expect(holdOf(layOut({ ...items, days: 'none' }, FRAME))).toBeNull();
  });

  it('leaves a short last row ragged at the wanted height', () => {
    const layout = layOut(itemsOf(1, 4), FRAME);
    expect(layout.rowHeight[0]).toBe(FRAME.rowHeight);
    expect(layout.itemWidth[0]).toBeLessThan(FRAME.width);
  });

  it('shrinks a tile that is wider than the window', () => {
    const items: Items = { ...itemsOf(1), ratios: Float32Array.of(4) };
    const layout = layOut(items, { ...FRAME, width: 300, rowHeight: 200 });
    expect(layout.itemWidth[0]).toBe(300);
    expect(layout.rowHeight[0]).toBe(75);
  });

  it('is empty for nothing', () => {
    const layout = layOut(itemsOf(0), FRAME);
    expect(layout.rowCount).toBe(0);
    expect(layout.sections).toEqual([]);
  });
});
