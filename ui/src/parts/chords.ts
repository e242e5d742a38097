/** Chords such as `Mod+Enter`: matching a key press, and writing it as this platform does. `Mod` is Cmd on a Mac, Ctrl elsewhere. */
const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

const MAC_LABELS: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const LABELS: Record<string, string> = {
  Mod: 'Ctrl',
  Enter: '↵',
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  ' ': 'Space',
};

export function chordLabels(chord: string): string[] {
  return chord.split('+').map((key) => (isMac ? MAC_LABELS[key] : undefined) ?? LABELS[key] ?? key);
}

/** Whether `event` is this chord. Shift is asked for only where the chord names it or the key is more than one character. */
export function isChord(event: KeyboardEvent, chord: string): boolean {
  const keys = chord.split('+');
  const key = keys.at(-1) ?? '';
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  const shifted = keys.includes('Shift');
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === keys.includes('Mod') &&
    !other &&
    event.altKey === keys.includes('Alt') &&
    (event.shiftKey === shifted || (key.length === 1 && !shifted && !/[a-z]/i.test(key)))
  );
}

/** Whether single-key shortcuts must stay quiet because the press is for a text or an open dialog or menu. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}
