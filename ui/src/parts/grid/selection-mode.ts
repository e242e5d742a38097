/** What a press means for a selection. Pure. */

/** This one alone, this one in or out, or all from the anchor to it. */
export type SelectionMode = 'one' | 'toggle' | 'range';

export function selectionModeOf({ shiftKey, ctrlKey, metaKey }: MouseEvent | KeyboardEvent): SelectionMode {
  if (shiftKey) return 'range';
  return ctrlKey || metaKey ? 'toggle' : 'one';
}
