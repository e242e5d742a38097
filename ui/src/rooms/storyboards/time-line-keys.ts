/** What the keys do to the selected shot of the time line. Pure. */
import { isChord } from '../../parts/chords';

export type KeyAction =
  | { readonly select: number }
  | { readonly move: number }
  /** Milliseconds; less than 0 is shorter. */
  | { readonly longer: number }
  | { readonly run: 'remove' | 'duplicate' | 'enter' };

const TENTH = 100;
const SECOND = 1_000;

const ACTIONS: readonly (readonly [string, KeyAction])[] = [
  ['ArrowRight', { select: 1 }],
  ['ArrowDown', { select: 1 }],
  ['ArrowLeft', { select: -1 }],
  ['ArrowUp', { select: -1 }],
  ['Home', { select: -Infinity }],
  ['End', { select: Infinity }],
  ['Alt+ArrowRight', { move: 1 }],
  ['Alt+ArrowDown', { move: 1 }],
  ['Alt+ArrowLeft', { move: -1 }],
  ['Alt+ArrowUp', { move: -1 }],
  ['Alt+Home', { move: -Infinity }],
  ['Alt+End', { move: Infinity }],
  ['Shift+ArrowRight', { longer: TENTH }],
  ['Shift+ArrowUp', { longer: TENTH }],
  ['Shift+ArrowLeft', { longer: -TENTH }],
  ['Shift+ArrowDown', { longer: -TENTH }],
  ['=', { longer: TENTH }],
  ['-', { longer: -TENTH }],
  ['_', { longer: -TENTH }],
  ['PageUp', { longer: SECOND }],
  ['PageDown', { longer: -SECOND }],
  ['Delete', { run: 'remove' }],
  ['Backspace', { run: 'remove' }],
  ['Mod+D', { run: 'duplicate' }],
  ['Enter', { run: 'enter' }],
  ['F2', { run: 'enter' }],
];

export function keyAction(event: KeyboardEvent): KeyAction | null {
  // A chord is split at its pluses, so that the plus itself is asked for by hand.
  if (event.key === '+' && !event.altKey && !event.ctrlKey && !event.metaKey) return { longer: TENTH };
  return ACTIONS.find(([chord]) => isChord(event, chord))?.[1] ?? null;
}
