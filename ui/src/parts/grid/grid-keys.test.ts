import { describe, expect, it } from 'vitest';
import { gridKeyOf } from './grid-keys';

const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
  gridKeyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held } as KeyboardEvent);

describe('a key in a grid', () => {
  it('moves and selects, extends with Shift, and moves the focus alone with Ctrl', () => {
    expect(press('ArrowDown')).toEqual({ act: 'move', step: 'down', how: 'one' });
    expect(press('End', { shiftKey: true })).toEqual({ act: 'move', step: 'last', how: 'range' });
    expect(press('ArrowLeft', { ctrlKey: true })).toEqual({ act: 'move', step: 'left', how: 'focus' });
    expect(press('ArrowLeft', { ctrlKey: true, shiftKey: true })).toMatchObject({ how: 'range' });
  });

  it('takes a cell in or out with Ctrl and Space, and leaves Space alone to others', () => {
    expect(press(' ', { ctrlKey: true })).toEqual({ act: 'toggle' });
    expect(press(' ')).toBeNull();
    expect(press(' ', { ctrlKey: true, shiftKey: true })).toBeNull();
  });

  it('opens, and opens the menu', () => {
    expect(press('Enter')).toEqual({ act: 'open' });
    expect(press('Enter', { ctrlKey: true })).toBeNull();
    expect(press('F10', { shiftKey: true })).toEqual({ act: 'menu' });
    expect(press('ContextMenu')).toEqual({ act: 'menu' });
    expect(press('F10')).toBeNull();
  });

  it('leaves what is held with Alt or the Cmd key to others', () => {
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
    expect(press('ArrowLeft', { metaKey: true })).toBeNull();
  });
});
