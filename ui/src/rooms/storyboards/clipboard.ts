/** What was pasted on a room, for it to look at: not what was meant for a field or a dialog. */
export function pastedText(event: ClipboardEvent): string | null {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  return isMeantForField(event) || text.trim() === '' ? null : text;
}

/** What was pasted on a room without a text, by its kinds such as `image/png`; `null` for a text, and where nothing is told. */
export function pastedKinds(event: ClipboardEvent): string | null {
  const kinds = event.clipboardData?.types ?? [];
  return isMeantForField(event) || pastedText(event) !== null || kinds.length === 0 ? null : kinds.join(', ');
}

function isMeantForField({ target }: ClipboardEvent): boolean {
  const field = target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]');
  return Boolean(field);
}
