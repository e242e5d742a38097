// @vitest-environment jsdom
import { SvelteMap } from 'svelte/reactivity';
import { describe, expect, it } from 'vitest';
import { Cursor } from './cursor.svelte';
import { layOut } from './justified';
import { GridView } from './view.svelte';

/** Nine squares, three in a row, the newest 9; `lead` leads. */
function nine(lead: number | null) {
  const leads = new SvelteMap([['lead', lead]]);
  const keys = Float64Array.from({ length: 9 }, (_, at) => 9 - at);
  const shown = { keys, ratios: new Float32Array(9).fill(1), times: new Float64Array(9), days: 'none' as const };
  const items = new SvelteMap([['items', shown]]);
  const cursor = new Cursor({ items: () => items.get('items') ?? shown, lead: () => leads.get('lead') ?? null });
  const frame = { width: 320, rowHeight: 100, gap: 10, headingHeight: 0 };
  const view = new GridView({
    items: () => shown,
    frame: () => frame,
    foot: () => 0,
    page: () => 400,
    active: () => cursor.key,
    subject: () => 0,
    start: () => null,
  });
  const leadTo = (key: number | null) => leads.set('lead', key);
  const without = (gone: number) => items.set('items', { ...shown, keys: keys.filter((key) => key !== gone) });
  return { cursor, view, leadTo, without, rows: layOut(shown, frame).rowCount };
}

describe('Cursor', () => {
  it('is at the lead, or at the first where nothing leads', () => {
    expect(nine(5).cursor.key).toBe(5);
    expect(nine(null).cursor.key).toBe(9);
  });

  it('goes on alone, and comes back to the lead when another one leads', () => {
    const { cursor, leadTo } = nine(5);
    cursor.put(3);
    expect(cursor.key).toBe(3);
    leadTo(8);
    expect(cursor.key).toBe(8);
    cursor.put(3);
    cursor.home();
    expect(cursor.key).toBe(8);
  });

  it('comes back to the lead when the item that it is at goes', () => {
    const { cursor, without } = nine(5);
    cursor.put(3);
    without(3);
    expect(cursor.key).toBe(5);
  });

  it('keeps to the column that a run of steps up and down began in', () => {
    const { cursor, view, rows } = nine(8);
    expect(rows).toBe(3);
    expect(cursor.step(view, 8, 'down')).toBe(5);
    expect(cursor.step(view, 5, 'down')).toBe(2);
    expect(cursor.step(view, 2, 'left')).toBe(3);
    expect(cursor.step(view, 3, 'up')).toBe(6);
  });
});
