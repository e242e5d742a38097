import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type Change } from '../backend/backend';
import { chooseFrame, detail, fit, moments } from './draw-film';
import { clip, TestBackend } from '../backend/testing/fixtures';
import { UndrawnFilms } from './undrawn-films';

describe('what is drawn of a film', () => {
  it('is the middle of each tenth', () => {
    expect(moments(10)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5]);
    expect(moments(0)).toEqual(Array(10).fill(0));
  });

  it('fits, in its shape, and is never enlarged', () => {
    expect(fit(1920, 1080, 640)).toEqual([640, 360]);
    expect(fit(100, 50, 640)).toEqual([100, 50]);
    expect(fit(8000, 2, 240)).toEqual([240, 1]);
  });

  it('is the first frame that shows nearly as much as the best', () => {
    expect(chooseFrame([60, 70, 65])).toBe(0);
    expect(chooseFrame([0, 12, 55, 60])).toBe(2);
    expect(chooseFrame([0, 0])).toBe(0);
  });

  it('is weighed by its contrast', () => {
    expect(detail([0, 0, 0, 255, 0, 0, 0, 255])).toBe(0);
    expect(detail([0, 0, 0, 255, 255, 255, 255, 255])).toBeCloseTo(127.5);
    expect(detail([])).toBe(0);
  });
});

describe('films without pictures', () => {
  const pictures = { poster: 'UA==', strip: 'Uw==' };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function undrawn(draw: (url: string) => Promise<typeof pictures>, save = () => clip(7)) {
    const backend = new TestBackend({
      list_undrawn_films: () => [7, 5],
      save_film_pictures: () => save(),
      give_up_film_pictures: () => null,
    });
    const asked = (command: string) => backend.calls.filter((call) => call.command === command).map(({ args }) => args);
    return { asked, store: new UndrawnFilms(backend, (id) => `/film/${id}`, draw) };
  }

  it('are drawn one at a time and told', async () => {
    let drawing = 0;
    const draw = vi.fn(async () => {
      drawing += 1;
      expect(drawing).toBe(1);
      await new Promise((wake) => setTimeout(wake, 5_000));
      drawing -= 1;
      return pictures;
    });
    const { asked, store } = undrawn(draw);
    await store.load();
    expect(draw).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(draw.mock.calls).toEqual([['/film/7'], ['/film/5']]);
    expect(asked('save_film_pictures')).toEqual([
      { id: 7, ...pictures },
      { id: 5, ...pictures },
    ]);
  });

  it('are given up once where the player fails, or the pictures are refused', async () => {
    const refused = () => {
      throw new CallError('bad_request', 'no picture');
    };
    const draw = (url: string) => (url.endsWith('7') ? Promise.reject(new Error('no')) : Promise.resolve(pictures));
    const { asked, store } = undrawn(draw, refused);
    await store.load();
    await store.load();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked('give_up_film_pictures')).toEqual([{ id: 7 }, { id: 5 }]);
  });

  it('are noticed when they come in', async () => {
    const draw = vi.fn(() => Promise.resolve(pictures));
    const { store } = undrawn(draw);
    const told = (id: number, more: object): Change => ({ kind: 'clip', clip: { ...clip(id), ...more } });
    store.apply(told(8, { has_pictures: true }));
    store.apply(told(9, { has_pictures: false, medium: 'sound' }));
    store.apply(told(10, { has_pictures: false, medium: 'film' }));
    store.apply(told(10, { has_pictures: false, medium: 'film' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(draw.mock.calls).toEqual([['/film/10']]);
  });
});
