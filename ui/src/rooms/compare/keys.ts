/** What a key does in the comparison. Pure. */
import { isChord } from '../../parts/chords';

export type Command =
  | 'toggle'
  | 'frame_back'
  | 'frame_forward'
  | 'second_back'
  | 'second_forward'
  | 'start'
  | 'end'
  | 'loop'
  | 'mute'
  | 'sound_a'
  | 'sound_b'
  | 'sound_c'
  | 'sound_d'
  | 'side'
  | 'wipe'
  | 'switch'
  | 'other'
  | 'only'
  | 'leave';

const CHORDS: readonly (readonly [string, Command])[] = [
  [' ', 'toggle'],
  ['k', 'toggle'],
  [',', 'frame_back'],
  ['.', 'frame_forward'],
  ['ArrowLeft', 'frame_back'],
  ['ArrowRight', 'frame_forward'],
  ['Shift+ArrowLeft', 'second_back'],
  ['Shift+ArrowRight', 'second_forward'],
  ['Home', 'start'],
  ['End', 'end'],
  ['p', 'loop'],
  ['m', 'mute'],
  ['a', 'sound_a'],
  ['b', 'sound_b'],
  ['c', 'sound_c'],
  ['d', 'sound_d'],
  ['1', 'side'],
  ['2', 'wipe'],
  ['3', 'switch'],
  ['x', 'other'],
  ['o', 'only'],
  ['Escape', 'leave'],
];

/** Keys that may be held down. */
const REPEATS: readonly Command[] = ['frame_back', 'frame_forward', 'second_back', 'second_forward', 'other'];

export function commandOf(event: KeyboardEvent): Command | null {
  const command = CHORDS.find(([chord]) => isChord(event, chord))?.[1] ?? null;
  return command !== null && event.repeat && !REPEATS.includes(command) ? null : command;
}
