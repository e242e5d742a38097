/** Edits the text of a field as typing does: the caret goes along, an `input` event tells of it, and undo takes it back. */

/** Puts `text` in place of what stands between two positions, and the caret behind it. The field takes the focus. */
export function replaceText(field: HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (typed(text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}

/** There is no other way into a field's own undo history; every engine has it. */
function typed(text: string): boolean {
  /* eslint-disable @typescript-eslint/no-deprecated */
  return text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
}
