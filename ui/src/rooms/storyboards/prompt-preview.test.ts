import { expect, it } from 'vitest';
import { partsOf, piecesOf } from './prompt-preview';

const TEXT = `Shot 1:
duration: 7.5sec
Scene: Close on @pip. Rain, write to a@b.example

Shot 2:
duration: 2sec
Scene: （@小雨）@pip.two walks`;

it('nothing of the text is lost in its pieces', () => {
  expect(partsOf(TEXT).join('')).toBe(TEXT);
  expect(partsOf(TEXT)).toHaveLength(2);
  for (const part of partsOf(TEXT)) {
    expect(
      piecesOf(part)
        .map(({ text }) => text)
        .join(''),
    ).toBe(part);
  }
  expect(partsOf('')).toEqual([]);
});

it('headings and names are marked', () => {
  const marked = (kind: string) =>
    partsOf(TEXT)
      .flatMap(piecesOf)
      .filter((piece) => piece.kind === kind)
      .map(({ text }) => text);
  expect(marked('heading')).toEqual(['Shot 1:', 'Shot 2:']);
  expect(marked('name')).toEqual(['@pip', '@小雨', '@pip.two']);
});
