import { describe, expect, it } from 'vitest';
import { chordLabels, isChord } from './chords';

const press = (key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

describe('a chord', () => {
  it('is met by its keys and no others', () => {
    expect(isChord(press('Enter', { ctrlKey: true }), 'Mod+Enter')).toBe(true);
    expect(isChord(press('Enter'), 'Mod+Enter')).toBe(false);
    expect(isChord(press('Enter', { ctrlKey: true, shiftKey: true }), 'Mod+Enter')).toBe(false);
    expect(isChord(press('Enter', { ctrlKey: true, metaKey: true }), 'Mod+Enter')).toBe(false);
    expect(isChord(press('i'), 'I')).toBe(true);
    expect(isChord(press('I', { shiftKey: true }), 'I')).toBe(false);
    expect(isChord(press('i', { ctrlKey: true }), 'I')).toBe(false);
  });

  it('does not care how a sign is typed', () => {
    expect(isChord(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(isChord(press('?'), '?')).toBe(true);
  });

  it('is written as the platform does', () => {
    expect(chordLabels('Mod+Enter')).toEqual(['Ctrl', '↵']);
    expect(chordLabels('?')).toEqual(['?']);
  });
});
