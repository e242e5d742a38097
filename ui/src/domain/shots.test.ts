import { describe as about, expect, it } from 'vitest';
import type { Shot } from '../backend/backend';
import { describe, filled, fit, insert, move, remove, resize, roomFor, spread, total } from './shots';

const shot = (seconds: number | null, scene = ''): Shot => ({
  scene,
  duration_ms: seconds === null ? null : seconds * 1000,
});
const board = (...seconds: (number | null)[]) => seconds.map((length, at) => shot(length, `scene ${at + 1}`));
const lengths = (shots: readonly Shot[]) => shots.map(({ duration_ms }) => (duration_ms ?? 0) / 1000);
const order = (shots: readonly Shot[]) => shots.map(({ scene }) => scene.at(-1)).join('');

about('an edit', () => {
  const shots = board(4, 3, 2);

  it('moves a shot to its new place', () => {
    expect(order(move(shots, 0, 2))).toBe('231');
    expect(order(move(shots, 2, 0))).toBe('312');
    expect(move(shots, 1, 1)).toBe(shots);
    expect(move(shots, 9, 0)).toBe(shots);
  });

  it('resizes by tenths of a second and never below one', () => {
    expect(lengths(resize(shots, 1, 3_449))).toEqual([4, 3.4, 2]);
    expect(lengths(resize(shots, 1, -500))).toEqual([4, 0.1, 2]);
    expect(lengths(shots)).toEqual([4, 3, 2]);
  });

  it('joins the lines of a scene', () => {
    expect(describe(shots, 0, 'Rain \n\n  on tin\nlate')[0]?.scene).toBe('Rain on tin late');
    expect(describe(shots, 0, ' a  b ')[0]?.scene).toBe(' a  b ');
  });

  it('inserts and removes', () => {
    expect(order(insert(shots, 1, shot(1, 'scene 9')))).toBe('1923');
    expect(order(remove(shots, 0))).toBe('23');
  });
});

about('spread', () => {
  it('shares what is left, and what is too much', () => {
    expect(lengths(spread(board(4.5, 3, 4, 2.5), 15_000))).toEqual([4.8, 3.3, 4.2, 2.7]);
    expect(lengths(spread(board(6, 6, 0.2), 10_000))).toEqual([4.9, 5, 0.1]);
  });

  it('brings any shots to exactly the clip’s length', () => {
    for (let count = 1; count <= 40; count += 1) {
      const shots = Array.from({ length: count }, (_, at) => shot(0.1 + ((at * 37) % 50) / 10));
      for (const clip_ms of [4_000, 10_000, 15_000, 25_000]) {
        for (const done of [spread(shots, clip_ms), fit(shots, clip_ms)]) {
          expect(total(done)).toBe(clip_ms);
          expect(done.every(({ duration_ms }) => (duration_ms ?? 0) >= 100)).toBe(true);
        }
      }
    }
  });

  it('makes of more shots than there are steps the shortest ones', () => {
    expect(total(spread(board(...Array<number>(30).fill(1)), 2_000))).toBe(3_000);
    expect(total(fit(board(...Array<number>(30).fill(1)), 2_000))).toBe(3_000);
  });
});

about('fit', () => {
  it('keeps the proportions', () => {
    expect(lengths(fit(board(2, 4, 6), 15_000))).toEqual([2.5, 5, 7.5]);
    expect(lengths(fit(board(10, 10, 10), 10_000))).toEqual([3.4, 3.3, 3.3]);
  });

  it('changes nothing that fits', () => {
    const shots = board(4.7, 3.1, 7.2);
    expect(fit(shots, 15_000)).toEqual(shots);
    expect(spread(shots, 15_000)).toEqual(shots);
  });
});

it('a new shot takes what is left, up to five seconds', () => {
  expect(roomFor(board(4), 15_000)).toBe(5_000);
  expect(roomFor(board(4, 9), 15_000)).toBe(2_000);
  expect(roomFor(board(15), 15_000)).toBe(3_000);
  expect(roomFor(board(15), null)).toBe(3_000);
});

it('shots without a length share what the others leave', () => {
  expect(lengths(filled(board(5, null, null), 15_000))).toEqual([5, 5, 5]);
  expect(lengths(filled(board(15, null), 15_000))).toEqual([15, 3]);
  expect(lengths(filled(board(null, null, null), 10_000))).toEqual([3.3, 3.3, 3.3]);
});
