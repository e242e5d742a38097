import { describe, expect, it } from 'vitest';
import { expand } from './wildcards';

const all = (prompt: string) => expand(prompt, 100);

// The same cases as those of the studio's own expansion.
describe('wildcards', () => {
  it('make a prompt of each choice', () => {
    expect(all('a {red|blue} boat')).toEqual(['a red boat', 'a blue boat']);
    expect(all('{a|b}{1|2}')).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(all('灯塔{清晨｜黄昏}')).toEqual(['灯塔清晨', '灯塔黄昏']);
  });

  it('may be empty and hold further ones', () => {
    expect(all('a{ small|} boat')).toEqual(['a small boat', 'a boat']);
    expect(all('{a|{b|c} d}')).toEqual(['a', 'b d', 'c d']);
  });

  it.each(['', 'a {boat}', '{a|b', 'a|b}', '{}', '}{'])('are no braces without a choice: %s', (prompt) =>
    expect(all(prompt)).toEqual([prompt]),
  );

  it('are no more than asked for', () => {
    expect(expand('{a|b}'.repeat(70), 8)).toHaveLength(8);
    expect(all('{x} {a|b}')).toEqual(['{x} a', '{x} b']);
  });
});
