import { describe, expect, it } from 'vitest';
import { actionOfKey } from '../../actions/registry';
import { theatreActions, theatreClipActions } from './actions';

const commandOf = (event: KeyboardEvent) => actionOfKey({ ...theatreActions, ...theatreClipActions }, event);

function press(key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return {
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    ...held,
  } as KeyboardEvent;
}

describe('keys of the theatre', () => {
  it.each([
    [' ', 'toggle'],
    ['K', 'toggle'],
    [',', 'frame_back'],
    ['ArrowRight', 'frame_forward'],
    ['ArrowUp', 'previous'],
    ['Escape', 'leave'],
    ['s', 'start_clip'],
    [']', 'shot_forward'],
    ['r', 'remix'],
    ['p', 'loop'],
    ['Delete', 'trash'],
    ['l', 'run_on'],
    ['i', 'mark_in'],
    ['o', 'mark_out'],
    ['x', 'compare'],
  ])('%s means %s', (key, command) => expect(commandOf(press(key))).toBe(command));

  it('leave chords to others', () => {
    expect(commandOf(press('f', { ctrlKey: true }))).toBeNull();
    expect(commandOf(press('e', { altKey: true }))).toBeNull();
  });

  it('mean something else with Shift', () => {
    const shifted = { shiftKey: true };
    expect(commandOf(press('O', shifted))).toBe('reveal');
    expect(commandOf(press('X', shifted))).toBe('clear_marks');
    expect(commandOf(press('C', shifted))).toBe('copy_frame');
    expect(commandOf(press('ArrowRight', shifted))).toBe('second_forward');
    expect(commandOf(press('>', shifted))).toBe('faster');
  });

  it('repeat movement, and nothing that costs or removes', () => {
    expect(commandOf(press('.', { repeat: true }))).toBe('frame_forward');
    for (const key of ['g', 'r', 'n', 'Delete', ' ']) expect(commandOf(press(key, { repeat: true }))).toBeNull();
  });
});
