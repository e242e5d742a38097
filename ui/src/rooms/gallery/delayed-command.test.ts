// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { DelayedCommand } from './delayed-command';

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });
const command = vi.fn();
let pass: () => void;
let first: DelayedCommand;

beforeEach(() => {
  command.mockClear();
  first = new DelayedCommand((_, run) => {
    let isOff = false;
    pass = () => (isOff ? undefined : run());
    return () => (isOff = true);
  });
  first.hold('b', command);
});

it('a letter alone is a command, after a moment', () => {
  expect(command).not.toHaveBeenCalled();
  pass();
  expect(command).toHaveBeenCalledOnce();
  expect(first.begins(press('o'))).toBeNull();
});

it('a letter that another one follows begins a word, and is no command', () => {
  expect(first.begins(press('Shift'))).toBeNull();
  expect(first.begins(press('t'))).toBe('b');
  pass();
  expect(command).not.toHaveBeenCalled();
});

it('is a command at once where another key follows', () => {
  expect(first.begins(press('a', { ctrlKey: true }))).toBeNull();
  pass();
  expect(command).toHaveBeenCalledOnce();
});

it('is one command while it is held', () => {
  expect(first.begins(press('b', { repeat: true }))).toBeNull();
  pass();
  expect(command).toHaveBeenCalledOnce();
});
