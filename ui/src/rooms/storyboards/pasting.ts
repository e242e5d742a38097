/** What was pasted on a room, for it to look at: not what was meant for a field or a dialog. */
export function pastedText(event: ClipboardEvent): string | null {
  const { target } = event;
  const meant = target instanceof Element && target.closest('input, textarea, [contenteditable], [role="dialog"]');
  const text = event.clipboardData?.getData('text/plain') ?? '';
  return meant || text.trim() === '' ? null : text;
}
