// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { beginsSearch } from './type-ahead';

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });

it('letters of any script begin a search', () => {
  for (const key of ['l', 'L', 'é', '灯', '7']) expect(beginsSearch(press(key))).toBe(true);
  expect(beginsSearch(press('Process'))).toBe(true);
});

it('shortcuts, chords and other keys do not', () => {
  for (const key of ['i', '/', '?', ' ', 'Enter', 'ArrowDown', 'Delete', 'Shift']) {
    expect(beginsSearch(press(key))).toBe(false);
  }
  expect(beginsSearch(press('l', { ctrlKey: true }))).toBe(false);
});
