// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { MentionAutocomplete } from './mention-autocomplete.svelte';
import type { Person } from './mention';

const person = (handle: string): Person => ({ handle, name: handle, image: null });
const PEOPLE = ['pip', 'pia', 'mara'].map(person);

function typed(value: string, caret = value.length) {
  return { value, selectionStart: caret, selectionEnd: caret };
}

function asking(text: string): MentionAutocomplete {
  const made = new MentionAutocomplete(() => PEOPLE);
  made.look(typed(text));
  return made;
}

describe('Asking', () => {
  it('offers people for the name that is typed', () => {
    expect(asking('a quay').isOpen).toBe(false);
    const made = asking('with @pi');
    expect(made.offered.map(({ handle }) => handle).sort()).toEqual(['pia', 'pip']);
    expect(made.start).toBe(5);
  });

  it('goes around with the arrows, and takes the one that it is at', () => {
    const made = asking('@pi');
    expect(made.steer('ArrowUp')).toBe(true);
    expect(made.active).toBe(1);
    expect(made.steer('ArrowDown')).toBe(true);
    expect(made.steer('Enter')).toBe(made.offered[0]);
    expect(made.steer('x')).toBe(false);
  });

  it('is at the first again with another letter', () => {
    const made = asking('@p');
    made.steer('End');
    made.look(typed('@pi'));
    expect(made.active).toBe(0);
  });

  it('ends where the caret leaves the name, and never begins by that', () => {
    const made = asking('@pi and');
    made.follow(typed('@pi and', 3));
    expect(made.isOpen).toBe(false);
    made.look(typed('@pi and', 3));
    expect(made.isOpen).toBe(true);
    made.follow(typed('@pi and', 7));
    expect(made.isOpen).toBe(false);
  });
});
