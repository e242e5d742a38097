import { describe, expect, it } from 'vitest';
import { keyOf, offers } from './picker-options';

const TAGS = [
  { id: 1, name: 'dusk' },
  { id: 2, name: 'harbour' },
  { id: 3, name: 'Night harbour' },
  { id: 4, name: '港口' },
];
const names = (typed: string, shares: { id: number; clips: number }[] = []) =>
  offers(TAGS, shares, 3, typed).map((offer) => (offer.kind === 'new' ? `+${offer.name}` : offer.item.name));

describe('what is offered', () => {
  it('is everything while nothing is typed, what the clips have first', () => {
    expect(names('', [{ id: 2, clips: 1 }])).toEqual(['harbour', 'dusk', 'Night harbour', '港口']);
  });

  it('is what holds the word, beginnings first, and a new one at the end', () => {
    expect(names('har')).toEqual(['harbour', 'Night harbour', '+har']);
    expect(names('港')).toEqual(['港口', '+港']);
    expect(names('  red   sky ')).toEqual(['+red sky']);
  });

  it('makes no second one that differs by case alone', () => {
    expect(names('HARBOUR')).toEqual(['harbour', 'Night harbour']);
  });

  it('tells whether all, some or none of the clips have it', () => {
    const found = offers(
      TAGS,
      [
        { id: 1, clips: 3 },
        { id: 2, clips: 2 },
      ],
      3,
      '',
    );
    expect(found.map((offer) => offer.kind === 'known' && offer.extent)).toEqual(['all', 'some', 'none', 'none']);
    expect(found.map(keyOf)).toEqual(['1', '2', '3', '4']);
  });
});
