/** What the composer asks of the page's own text fields and clipboard. Pure but for the selection. */

/** Whether a paste brings no text but pictures or files: a text with a picture beside it is a text. */
export function holdsPictures(data: Pick<DataTransfer, 'types' | 'getData'> | null): boolean {
  if (!data) return false;
  const { types } = data;
  const text = types.includes('text/plain') ? data.getData('text/plain').trim() : '';
  const links = types.includes('text/uri-list') ? data.getData('text/uri-list').trim() : '';
  // File managers tell their files as text too.
  if (/^file:\/\//.test(links)) return true;
  if (text !== '' || links !== '') return false;
  // WebKit tells that there are links to files, but not which.
  const hidden = types.length === 0 || types.includes('text/uri-list');
  return hidden || types.some((type) => type === 'Files' || type.startsWith('image/'));
}

/** What a paste brings that does not paste by itself. */
export interface Unpasted {
  /** Whether there may be pictures, which the studio fetches. */
  readonly pictures: boolean;
  /** The words of a page or a document that came without plain text. */
  readonly words: string;
  /** What the clipboard says that it holds, such as `text/rtf`; empty where it does not say. */
  readonly kinds: readonly string[];
}

/** `null` for a text, which pastes by itself. */
export function unpasted(data: Pick<DataTransfer, 'types' | 'getData'> | null): Unpasted | null {
  if (!data) return null;
  const pictures = holdsPictures(data);
  const isText = !pictures && ['text/plain', 'text/uri-list'].some((type) => data.getData(type).trim() !== '');
  if (isText) return null;
  const words = data.types.includes('text/html') ? wordsOf(data.getData('text/html')) : '';
  return { pictures, words, kinds: data.types.filter((type) => type !== 'text/plain') };
}

/** The words of HTML, a line a block. Nothing of it is run or loaded. */
export function wordsOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const unread of body.querySelectorAll('script, style, template')) unread.remove();
  for (const end of body.querySelectorAll('br, p, div, li, tr, h1, h2, h3, h4, h5, h6')) end.after('\n');
  const lines = body.textContent.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return lines.filter((line) => line !== '').join('\n');
}

/** The longest prompt, in characters, as the studio has it. */
export const LONGEST_PROMPT = 32_000;

/** Unicode characters, as the studio counts them: a pair of code units is one. */
function characters(text: string): number {
  return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
}

/** How many characters a field would hold after a text took the place of its selection. */
export function lengthWith(
  field: Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd'>,
  text: string,
) {
  const { value, selectionStart, selectionEnd } = field;
  return characters(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
}

/** All of the text of a field, whatever it is made of. */
export function selectAll(field: Element | null): void {
  if (field instanceof HTMLTextAreaElement) field.select();
  else if (field instanceof HTMLElement && field.isContentEditable) getSelection()?.selectAllChildren(field);
}
