/** What a press means for a selection. Pure. */

/** This one alone, this one in or out, or all from the anchor to it. */
export type Picking = 'one' | 'toggle' | 'range';

export function pickingOf({ shiftKey, ctrlKey, metaKey }: MouseEvent | KeyboardEvent): Picking {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'one';
}
