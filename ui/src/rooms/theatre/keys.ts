/** What a key does in the theatre. Pure. */
import { isChord } from '../../parts/chords';

export type Command =
  | 'toggle'
  | 'second_back'
  | 'second_forward'
  | 'frame_back'
  | 'frame_forward'
  | 'start'
  | 'end'
  | 'previous'
  | 'next'
  | 'run_back'
  | 'run_on'
  | 'slower'
  | 'faster'
  | 'mark_in'
  | 'mark_out'
  | 'clear_marks'
  | 'full_screen'
  | 'mute'
  | 'loop'
  | 'leave'
  | 'shot_back'
  | 'shot_forward'
  | 'favourite'
  | 'family'
  | 'compare'
  | 'copy_frame'
  | 'save_frame'
  | 'use_frame'
  | 'start_clip'
  | 'remix'
  | 'go_on'
  | 'character'
  | 'again'
  | 'reuse'
  | 'export'
  | 'reveal'
  | 'trash';

const CHORDS: readonly (readonly [string, Command])[] = [
  [' ', 'toggle'],
  ['k', 'toggle'],
  ['j', 'run_back'],
  ['l', 'run_on'],
  ['<', 'slower'],
  ['>', 'faster'],
  ['i', 'mark_in'],
  ['o', 'mark_out'],
  ['Shift+X', 'clear_marks'],
  ['Shift+ArrowLeft', 'second_back'],
  ['Shift+ArrowRight', 'second_forward'],
  [',', 'frame_back'],
  ['.', 'frame_forward'],
  ['ArrowLeft', 'frame_back'],
  ['ArrowRight', 'frame_forward'],
  ['Home', 'start'],
  ['End', 'end'],
  ['ArrowUp', 'previous'],
  ['ArrowDown', 'next'],
  ['f', 'full_screen'],
  ['m', 'mute'],
  ['p', 'loop'],
  ['[', 'shot_back'],
  [']', 'shot_forward'],
  ['Escape', 'leave'],
  ['b', 'favourite'],
  ['t', 'family'],
  ['x', 'compare'],
  ['Shift+C', 'copy_frame'],
  ['Shift+S', 'save_frame'],
  ['Shift+U', 'use_frame'],
  ['s', 'start_clip'],
  ['r', 'remix'],
  ['n', 'go_on'],
  ['c', 'character'],
  ['g', 'again'],
  ['u', 'reuse'],
  ['e', 'export'],
  ['Shift+O', 'reveal'],
  ['Delete', 'trash'],
  ['Backspace', 'trash'],
];

/** Keys that may be held down. */
const REPEATS: readonly Command[] = [
  'second_back',
  'second_forward',
  'frame_back',
  'frame_forward',
  'previous',
  'next',
  'shot_back',
  'shot_forward',
];

export function commandOf(event: KeyboardEvent): Command | null {
  const command = CHORDS.find(([chord]) => isChord(event, chord))?.[1] ?? null;
  return command !== null && event.repeat && !REPEATS.includes(command) ? null : command;
}
