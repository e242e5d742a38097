import { expect, it } from 'vitest';
import { headlineOf } from './facts';

it('calls a storyboard by its scenes and any other prompt by its words', () => {
  const board = 'Shot 1:\nduration: 4.5sec\nScene: a quay\n\nShot 2:\nduration: 5.5sec\nScene: 灯塔';
  expect(headlineOf({ prompt: board })).toBe('a quay 灯塔');
  expect(headlineOf({ prompt: 'Shot 1: no storyboard' })).toBe('Shot 1: no storyboard');
  expect(headlineOf({ prompt: 'a long shot' })).toBe('a long shot');
});
