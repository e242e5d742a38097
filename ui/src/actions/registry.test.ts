// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { en } from '../i18n/en';
import { actionOfKey, isKeyOf, menuOf, runKey, shortcutsOf, type Actions } from './registry';

interface Lamp {
  on: boolean;
}

const ACTIONS = {
  light: {
    label: (t, { on }) => (on ? t.common.close : t.common.undo),
    icon: 'eye',
    keys: ['L', 'Mod+L'],
    shortcut: 'play',
    run: (lamp) => (lamp.on = true),
  },
  dim: { keys: ['D'], repeats: true, when: ({ on }) => on, run: (lamp) => (lamp.on = false) },
  smash: { danger: true, keys: ['Delete'], refusal: (t, { on }) => (on ? t.common.cancel : undefined), run: vi.fn() },
  colour: { items: () => [{ label: 'red' }], run: vi.fn() },
} as const satisfies Actions<Lamp>;

const press = (key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...more });

it('each of its keys runs an action', () => {
  expect(isKeyOf(ACTIONS.light, press('l'))).toBe(true);
  expect(actionOfKey(ACTIONS, press('l', { ctrlKey: true }))).toBe('light');
  expect(actionOfKey(ACTIONS, press('x'))).toBeNull();
  const lamp = { on: false };
  const event = press('l');
  expect(runKey(ACTIONS, event, lamp)).toBe(true);
  expect(lamp.on).toBe(true);
  expect(event.defaultPrevented).toBe(true);
});

it('a held key runs only what repeats', () => {
  expect(actionOfKey(ACTIONS, press('l', { repeat: true }))).toBeNull();
  expect(actionOfKey(ACTIONS, press('d', { repeat: true }))).toBe('dim');
});

it('an action that does not apply takes its key and does nothing', () => {
  const event = press('d');
  const lamp = { on: false };
  expect(runKey(ACTIONS, event, lamp)).toBe(true);
  expect(lamp.on).toBe(false);
  expect(event.defaultPrevented).toBe(true);
});

it('a key of no action is left to others', () => {
  const event = press('x');
  expect(runKey(ACTIONS, event, { on: true })).toBe(false);
  expect(event.defaultPrevented).toBe(false);
});

it('a menu holds what applies, with the first key, and no empty group', () => {
  const { light, dim, smash, colour } = ACTIONS;
  const lamp = { on: false };
  const groups = menuOf<Lamp>([[light], [dim], [smash, colour]], lamp, en);
  expect(groups).toMatchObject([
    [{ label: en.common.undo, icon: 'eye', kbd: 'L' }],
    [{ kbd: 'Delete', danger: true, disabled: false }, { items: [{ label: 'red' }] }],
  ]);
  groups[0]?.[0]?.run?.();
  expect(lamp.on).toBe(true);
});

it('a menu shows why an action is refused', () => {
  const [[item] = []] = menuOf<Lamp>([[ACTIONS.smash]], { on: true }, en);
  expect(item).toMatchObject({ disabled: true, detail: en.common.cancel });
});

it('the list of shortcuts has the first key of each action that has a text there', () => {
  expect(shortcutsOf(ACTIONS)).toEqual([{ keys: 'L', text: 'play' }]);
});
