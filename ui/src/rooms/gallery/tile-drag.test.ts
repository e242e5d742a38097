// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { toasts } from '../../state/toasts.svelte';
import { TileDrag, MOST_OUT } from './tile-drag.svelte';

beforeEach(() => {
  for (const { id } of [...toasts.all]) toasts.dismiss(id);
});

/** Carries so many clips over the window's edge. */
function carryOut(count: number) {
  const ids = Array.from({ length: count }, (_, at) => at + 1);
  const leave = vi.fn();
  const carrying = new TileDrag({ take: () => ids, gap: () => null, drop: vi.fn(), leave });
  document.elementFromPoint = () => null;
  carrying.press(new MouseEvent('pointerdown', { clientX: 50, clientY: 50 }) as PointerEvent, 1);
  window.dispatchEvent(new MouseEvent('pointermove', { clientX: 70, clientY: 50 }));
  expect(carrying.carried?.ids).toEqual(ids);
  window.dispatchEvent(new MouseEvent('pointermove', { clientX: -1, clientY: 50 }));
  return { leave, carrying };
}

it('as many clips as can be are handed to the system over the edge of the window', () => {
  const { leave } = carryOut(MOST_OUT);
  expect(leave).toHaveBeenCalledOnce();
  expect(toasts.all).toEqual([]);
});

it('more are refused with a word, and the core is not asked', () => {
  const { leave, carrying } = carryOut(MOST_OUT + 1);
  expect(leave).not.toHaveBeenCalled();
  expect(toasts.all[0]?.text).toContain('Up to 200 clips');
  expect(carrying.carried).toBeNull();
});
