import { describe, expect, it } from 'vitest';
import { sentence, write, type Part, type Written, wordCount } from './guide';

/** Types into one part after another. */
function guided(prompt: string, ...steps: [Part, string][]): string {
  let now: { prompt: string; written: Written } = { prompt, written: {} };
  for (const [part, typed] of steps) now = write(now.prompt, now.written, part, typed);
  return now.prompt;
}

it.each([
  ['a robot walks', 'A robot walks.'],
  ['  slow   dolly back! ', 'Slow dolly back!'],
  ['@pip walks', '@pip walks.'],
  ['雾开始发光', '雾开始发光。'],
  ['雾开始发光。', '雾开始发光。'],
  ['', ''],
])('makes of %j the sentence %j', (typed, expected) => {
  expect(sentence(typed)).toBe(expected);
});

describe('the guide', () => {
  it('writes behind what stands there', () => {
    expect(guided('A pier in the rain', ['camera', 'slow pan'])).toBe('A pier in the rain Slow pan.');
    expect(guided('', ['camera', 'slow pan'])).toBe('Slow pan.');
  });

  it('writes over what it wrote, letter by letter', () => {
    expect(guided('A pier.', ['light', 'b'], ['light', 'bl'], ['light', 'blue hour'])).toBe('A pier. Blue hour.');
  });

  it('puts each part at its place', () => {
    const steps: [Part, string][] = [
      ['camera', 'slow pan'],
      ['subject', 'a robot walks'],
      ['changes', 'fog glows'],
      ['look', 'dented brass'],
    ];
    expect(guided('', ...steps)).toBe('A robot walks. Dented brass. Slow pan. Fog glows.');
  });

  it('takes back what it wrote when a part is emptied', () => {
    expect(guided('A pier.', ['camera', 'slow pan'], ['light', 'dusk'], ['camera', ''])).toBe('A pier. Dusk.');
    expect(guided('', ['camera', 'slow pan'], ['camera', ''])).toBe('');
  });

  it('puts no space between Chinese sentences', () => {
    expect(guided('码头上下着雨。', ['camera', '缓慢后移'], ['light', '蓝调时刻'])).toBe(
      '码头上下着雨。缓慢后移。蓝调时刻。',
    );
  });

  it('leaves alone what the user changed of it', () => {
    const first = write('', {}, 'camera', 'slow pan');
    const changed = first.prompt.replace('pan', 'dolly');
    expect(write(changed, first.written, 'camera', 'slow zoom').prompt).toBe('Slow dolly. Slow zoom.');
  });
});

it('counts words, and of Chinese the characters', () => {
  expect(wordCount('A cat’s well-worn hat, 35 mm.')).toBe(6);
  expect(wordCount('雨中的猫 walks')).toBe(5);
  expect(wordCount(' … ')).toBe(0);
});
