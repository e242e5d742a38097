import { describe, expect, it } from 'vitest';
import { differing, shortened } from './prompt-diff';

const marked = (list: { text: string; differs: boolean }[]) =>
  list.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');

describe('prompts beside each other', () => {
  it('have the words marked that the other has not', () => {
    const [a = [], b = []] = differing(['lantern held high, rain', 'lantern at its side, rain']);
    expect(marked(a)).toBe('lantern [held high], rain');
    expect(marked(b)).toBe('lantern [at its side], rain');
  });

  it('are held against all the others, the first one', () => {
    const texts = ['a red boat at noon', 'a blue boat at noon', 'a red boat at dusk'];
    expect(differing(texts).map(marked)).toEqual([
      'a [red] boat at [noon]',
      'a [blue] boat at noon',
      'a red boat at [dusk]',
    ]);
  });

  it('are compared by characters in Chinese', () => {
    expect(differing(['雨中的灯塔', '雪中的灯塔']).map(marked)).toEqual(['[雨]中的灯塔', '[雪]中的灯塔']);
  });

  it('are cut to what stands around the differences', () => {
    const long = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';
    const [a = []] = differing([`${long} red`, `${long} blue`]);
    const short = marked(shortened(a));
    expect(short).toMatch(/^… .*fourteen \[red\]$/);
    expect(short.length).toBeLessThan(70);
  });

  it('stay whole where nothing differs', () => {
    const long = 'word '.repeat(60);
    const [a = []] = differing([long, long]);
    expect(marked(shortened(a))).toBe(long);
  });
});
