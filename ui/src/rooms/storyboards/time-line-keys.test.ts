import { expect, it } from 'vitest';
import { keyAction } from './time-line-keys';

const press = (key: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

it('arrows select, with Alt they move, with Shift they resize', () => {
  expect(keyAction(press('ArrowRight'))).toEqual({ select: 1 });
  expect(keyAction(press('ArrowLeft', { altKey: true }))).toEqual({ move: -1 });
  expect(keyAction(press('ArrowLeft', { shiftKey: true }))).toEqual({ longer: -100 });
});

it('plus and minus resize on any keyboard', () => {
  expect(keyAction(press('+'))).toEqual({ longer: 100 });
  expect(keyAction(press('+', { shiftKey: true }))).toEqual({ longer: 100 });
  expect(keyAction(press('='))).toEqual({ longer: 100 });
  expect(keyAction(press('-'))).toEqual({ longer: -100 });
  expect(keyAction(press('PageUp'))).toEqual({ longer: 1_000 });
});

it('keys that are for the window are left to it', () => {
  expect(keyAction(press('+', { ctrlKey: true }))).toBeNull();
  expect(keyAction(press('z', { ctrlKey: true }))).toBeNull();
  expect(keyAction(press('Tab'))).toBeNull();
});
