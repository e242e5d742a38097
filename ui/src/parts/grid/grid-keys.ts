/** What a key does while a cell of a grid has the focus. Pure. */
import type { Step } from './geometry';

/** Where a movement ends: with the focus alone, with this one selected, or with all from the anchor to it. */
export type Moving = 'focus' | 'one' | 'range';

export type GridKey =
  { readonly act: 'move'; readonly step: Step; readonly how: Moving } | { readonly act: 'toggle' | 'menu' | 'open' };

const STEPS: Partial<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page_up',
  PageDown: 'page_down',
  Home: 'first',
  End: 'last',
};

/** `null`: the grid has no need of it. */
export function gridKeyOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): GridKey | null {
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { act: 'menu' };
  if (metaKey || altKey) return null;
  const step = STEPS[key];
  if (step) return { act: 'move', step, how: shiftKey ? 'range' : ctrlKey ? 'focus' : 'one' };
  if (key === ' ' && ctrlKey && !shiftKey) return { act: 'toggle' };
  return key === 'Enter' && !ctrlKey ? { act: 'open' } : null;
}
