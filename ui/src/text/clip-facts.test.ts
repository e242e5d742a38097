import { describe, expect, it } from 'vitest';
import { asSent, headlineOf, type Known } from './clip-facts';
import { clip, generation } from '../backend/testing/fixtures';

it('calls a storyboard by its scenes and any other prompt by its words', () => {
  const board = 'Shot 1:\nduration: 4.5sec\nScene: a quay\n\nShot 2:\nduration: 5.5sec\nScene: 灯塔';
  expect(headlineOf({ prompt: board })).toBe('a quay 灯塔');
  expect(headlineOf({ prompt: 'Shot 1: no storyboard' })).toBe('Shot 1: no storyboard');
  expect(headlineOf({ prompt: 'a long shot' })).toBe('a long shot');
});

describe('what a remix was made of', () => {
  const remix = generation({ remix_of: { clip_id: 4, remote_id: 'task_4' } });
  const opened: number[] = [];
  const known = (source: ReturnType<typeof clip> | undefined): Known => ({
    clip: () => source,
    poster: (id) => `/poster/${id}`,
    open: (id) => opened.push(id),
  });
  const fact = (source: ReturnType<typeof clip> | undefined) =>
    asSent(remix, known(source)).find(({ label }) => label === 'Remix of');

  it('is told by its words and its picture, and leads to it', () => {
    const told = fact(clip(4));
    expect(told).toMatchObject({ value: 'prompt 4', link: { image: '/poster/4' } });
    told?.link?.open();
    expect(opened).toEqual([4]);
  });

  it('has no picture where there is none to show', () => {
    expect(fact(clip(4, { has_pictures: false }))?.link?.image).toBeNull();
  });

  it('is told by the relay’s name for it where it is not here', () => {
    expect(fact(undefined)).toMatchObject({ value: 'task_4', copy: true });
    expect(fact(undefined)?.link).toBeUndefined();
  });
});
