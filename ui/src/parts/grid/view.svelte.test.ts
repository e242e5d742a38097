// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { itemsOf } from './justified.test';
import type { Frame, Items } from './justified';
import { GridView } from './view.svelte';

const FRAME: Frame = { width: 856, rowHeight: 158, gap: 6, headingHeight: 40 };

/** Of one shape, so that rows that were cut from another tile on never meet the old ones again. */
function opened(count: number) {
  const ratios = new Float32Array(count).fill(16 / 9);
  let items = $state.raw<Items>({ ...itemsOf(count, 3, 60_000), ratios });
  let foot = $state(200);
  const view = new GridView({
    items: () => items,
    frame: () => FRAME,
    foot: () => foot,
    page: () => 700,
    active: () => null,
    subject: () => 1,
    start: () => null,
  });
  view.settle();
  /** Another item of the same day comes in front. */
  const come = () => {
    const { keys, ratios, times } = items;
    items = {
      ...items,
      keys: Float64Array.of((keys[0] ?? 0) + 1, ...keys),
      ratios: Float32Array.of(16 / 9, ...ratios),
      times: Float64Array.of((times[0] ?? 0) + 1, ...times),
    };
    view.settle();
  };
  /** What is rendered, by key, and where in the viewport. */
  const seen = () =>
    new Map(view.cells.map(({ key, box }) => [key, { ...box, y: box.y + view.layerTop - view.position.scroll }]));
  const rise = (by: number) => (foot += by);
  return { view, come, seen, rise };
}

describe('GridView', () => {
  it('keeps every tile in sight where it is when others come in while the user is further down', () => {
    const { view, come, seen } = opened(400);
    view.goTo(2_100);
    for (let time = 0; time < 7; time += 1) {
      const before = seen();
      come();
      const after = seen();
      const inSight = [...before].filter(([, { y, height }]) => y + height > 0 && y < 700);
      expect(inSight.length).toBeGreaterThan(10);
      for (const [key, box] of inSight) expect(after.get(key)).toEqual(box);
    }
  });

  it('lays nothing out anew for what rises at its foot, and keeps the last row free of it', () => {
    const { view, rise } = opened(400);
    const layouts = new Set();
    const stop = $effect.root(() => {
      $effect(() => void layouts.add([view.layout, view.scrollHeight][0]));
    });
    flushSync();
    const { scrollHeight } = view;
    rise(60);
    flushSync();
    expect(layouts.size).toBe(1);
    stop();
    expect(view.scrollHeight).toBe(scrollHeight + 60);
    view.show(399);
    const { content } = view.position;
    rise(40);
    view.show(399);
    expect(view.position.content).toBe(content + 40);
  });

  it('lays them out with the others again once the user is back at the top', () => {
    const { view, come } = opened(400);
    view.goTo(2_100);
    come();
    expect(view.layout.rowFirst[1]).toBe(1);
    view.goTo(0);
    come();
    expect(view.layout.hold).toBeNull();
    expect(view.layout.rowFirst[1]).toBeGreaterThan(2);
  });
});
