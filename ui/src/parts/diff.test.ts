import { describe, expect, it } from 'vitest';
import { counted, diff, tokens, type Piece } from './diff';

const without = (pieces: readonly Piece[], kind: Piece['kind']) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');
const shown = (before: string, after: string) =>
  diff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${kind === 'added' ? '+' : '-'}${text}]`))
    .join('');

describe('diff', () => {
  it('goes by words and keeps the spaces', () => {
    expect(shown('a wet quay at dusk', 'a wet  stone quay at blue hour')).toBe(
      'a wet[+  stone] quay at [-dusk][+blue hour]',
    );
    expect(shown('rain', 'rain, softly')).toBe('rain[+, softly]');
    expect(shown("the keeper's lamp", "the keeper's lantern")).toBe("the keeper's [-lamp][+lantern]");
  });

  it('goes by characters in Chinese and Japanese', () => {
    expect(shown('雨中的码头', '夜雨中的老码头')).toBe('[+夜]雨中的[+老]码头');
    expect(shown('灯塔 at dusk', '灯塔 at dawn')).toBe('灯塔 at [-dusk][+dawn]');
    expect(tokens('東京タワーtower at灯塔')).toEqual(['東', '京', 'タ', 'ワ', 'ー', 'tower', ' ', 'at', '灯', '塔']);
  });

  it('reads as one change where words in a row were changed', () => {
    expect(shown('one two three', 'uno dos three')).toBe('[-one two][+uno dos] three');
  });

  it('has nothing to tell of two equal texts, and all of two strange ones', () => {
    expect(diff('same\nlines', 'same\nlines')).toEqual([{ kind: 'same', text: 'same\nlines' }]);
    expect(diff('', '')).toEqual([]);
    expect(shown('', 'new')).toBe('[+new]');
    expect(shown('old', '')).toBe('[-old]');
  });

  it('loses nothing of either text, whatever they are', () => {
    const words = ['a', 'quay', ' ', '  ', '\n', '雨', '灯', ',', '@pip', '🎬', 'é', 'e\u0301', "it's"];
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const text = () => Array.from({ length: random(30) }, () => words[random(words.length)]).join('');
    for (let turn = 0; turn < 300; turn += 1) {
      const [before, after] = [text(), text()];
      const pieces = diff(before, after);
      expect(without(pieces, 'added')).toBe(before);
      expect(without(pieces, 'removed')).toBe(after);
    }
  });

  it('stays quick for texts too long to compare word by word', () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, n) => `${word}${n}`).join(' ');
    const pieces = diff(long('a'), long('b'));
    expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(without(pieces, 'added')).toBe(long('a'));
  });
});

it('counts words, not spaces', () => {
  expect(counted(diff('a wet quay', 'a dry, quiet quay'))).toEqual({ added: 2, removed: 1 });
});
