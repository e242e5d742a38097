import { describe, expect, it, vi } from 'vitest';
import type { Collection, Facet, Query } from '../backend/backend';
import { Facets, furtherOf, optionsOf, together } from './facets.svelte';
import { PLAIN } from '../domain/gallery-query';
import { TestBackend } from '../backend/testing/fixtures';

const DUNES: Query = { ...PLAIN, text: 'dunes' };
const SOUND: Facet = { filter: { by: 'sound' }, count: 3 };
const TAG: Facet = { filter: { by: 'tag', id: 1 }, count: 9 };

function opened() {
  const answers: ((facets: Facet[]) => void)[] = [];
  const backend = new TestBackend({ get_facets: () => new Promise<Facet[]>((answer) => answers.push(answer)) });
  const facets = new Facets(backend);
  const answer = async (call: number, ...given: Facet[]) => {
    answers[call]?.(given);
    await new Promise((go) => setTimeout(go, 0));
  };
  const asked = () => (backend.asked('get_facets') as { query: Query }[]).map(({ query }) => query.text);
  return { facets, answer, asked };
}

describe('facets', () => {
  it('are asked for once for an answer, however many stretches it comes in', async () => {
    const { facets, answer, asked } = opened();
    for (let stretch = 0; stretch < 9; stretch += 1) facets.look({ query: PLAIN, stamp: 1, isWhole: false });
    await answer(0, SOUND);
    facets.look({ query: PLAIN, stamp: 1, isWhole: true });
    expect(asked()).toEqual(['']);
    expect(facets.all).toEqual([SOUND]);
    facets.look({ query: PLAIN, stamp: 2, isWhole: true });
    expect(asked()).toEqual(['', '']);
  });

  it('of another growing answer wait until it is whole', async () => {
    const { facets, answer, asked } = opened();
    facets.look({ query: PLAIN, stamp: 1, isWhole: true });
    await answer(0, SOUND);
    facets.look({ query: DUNES, stamp: 2, isWhole: false });
    expect(asked()).toEqual(['']);
    facets.look({ query: DUNES, stamp: 2, isWhole: true });
    expect(asked()).toEqual(['', 'dunes']);
  });

  it('are one question at a time, and the last one wins', async () => {
    const { facets, answer, asked } = opened();
    facets.look({ query: PLAIN, stamp: 1, isWhole: true });
    facets.look({ query: { ...PLAIN, text: 'du' }, stamp: 2, isWhole: true });
    facets.look({ query: DUNES, stamp: 3, isWhole: true });
    expect(asked()).toEqual(['']);
    await answer(0, TAG);
    expect(asked()).toEqual(['', 'dunes']);
    await answer(1, SOUND);
    expect(facets.all).toEqual([SOUND]);
  });
});

describe('facets that are called so', () => {
  it('are asked for when what is typed rests', async () => {
    vi.useFakeTimers();
    const backend = new TestBackend({ get_facets: () => [TAG] });
    const facets = new Facets(backend);
    for (const words of ['d', 'du', 'dusk']) facets.look({ query: PLAIN, stamp: 1, isWhole: true, words });
    expect(backend.asked('get_facets')).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(backend.asked('get_facets')).toEqual([{ query: PLAIN, words: 'dusk' }]);
    expect(facets.all).toEqual([TAG]);
    facets.look({ query: PLAIN, stamp: 1, isWhole: true, words: 'dunes' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(backend.asked('get_facets')).toHaveLength(2);
    vi.useRealTimers();
  });

  it('come behind the commonest, each once', () => {
    expect(together([SOUND, TAG], [{ ...TAG }, { filter: { by: 'tag', id: 2 }, count: 1 }])).toEqual([
      SOUND,
      TAG,
      { filter: { by: 'tag', id: 2 }, count: 1 },
    ]);
  });
});

describe('what can be typed for', () => {
  const collection = (id: number, name: string, clips: number, query: Query | null = null): Collection => ({
    id,
    name,
    clips,
    query,
    cover: null,
  });
  const names = {
    tags: [
      { id: 1, name: 'dusk', used: 9 },
      { id: 2, name: 'Dusk over dunes', used: 2 },
      { id: 3, name: 'dusk, never used', used: 0 },
      { id: 4, name: 'harbour', used: 5 },
    ],
    collections: [collection(7, 'Dusk', 4), collection(8, 'All of dusk', 0, DUNES)],
  };

  it('goes beyond the tags that are the commonest', () => {
    const told = optionsOf('tag', [TAG], PLAIN, 20);
    expect(furtherOf('tag', 'DUNES dusk', names, told, PLAIN)).toEqual([
      { filter: { by: 'tag', id: 2 }, count: 2, isChosen: false },
    ]);
    expect(furtherOf('tag', 'dusk', names, told, PLAIN).map(({ filter }) => filter)).toEqual([{ by: 'tag', id: 2 }]);
    expect(furtherOf('tag', ' ', names, told, PLAIN)).toEqual([]);
  });

  it('goes beyond the collections, and counts nothing that it does not know', () => {
    const dusk = furtherOf('collection', 'dusk', names, [], PLAIN);
    expect(dusk.map(({ count }) => count)).toEqual([4, null]);
    expect(furtherOf('collection', 'dusk', names, [], DUNES).map(({ count }) => count)).toEqual([null, null]);
    expect(furtherOf('model', 'dusk', names, [], PLAIN)).toEqual([]);
  });
});
