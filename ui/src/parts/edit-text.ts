/** Edits the text of a field as typing does: the caret goes along, an `input` event tells of it, and undo takes it back. */
import { isChord } from './chords';

/** Puts `text` in place of what stands between two positions, and the caret behind it. The field takes the focus. */
export function replaceText(
  field: HTMLTextAreaElement | HTMLInputElement,
  from: number,
  to: number,
  text: string,
): void {
  field.focus();
  field.setSelectionRange(from, to);
  if (typed(text)) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}

/** What a key asks of a text's undo history. */
export function stepOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (isChord(event, 'Mod+Z')) return 'undo';
  return isChord(event, 'Mod+Shift+Z') || isChord(event, 'Mod+Y') ? 'redo' : null;
}

/** Deprecated without a successor: there is no other way into a field's own undo history, and every engine has it. */
const editor: { execCommand(command: string, ui?: boolean, value?: string): boolean } = document;

function typed(text: string): boolean {
  return text === '' ? editor.execCommand('delete') : editor.execCommand('insertText', false, text);
}
