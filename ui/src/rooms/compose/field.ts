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

/** All of the text of a field, whatever it is made of. */
export function selectAll(field: Element | null): void {
  if (field instanceof HTMLTextAreaElement) field.select();
  else if (field instanceof HTMLElement && field.isContentEditable) getSelection()?.selectAllChildren(field);
}
