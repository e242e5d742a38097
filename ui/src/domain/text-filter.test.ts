import { describe, expect, it } from 'vitest';
import { containsWords } from './text-filter';

describe('what is typed', () => {
  it('has to be there with all its words, in any order and case', () => {
    expect(containsWords('A paper Lantern at dusk', 'dusk LANT')).toBe(true);
    expect(containsWords('A paper lantern at dusk', 'dusk harbour')).toBe(false);
    expect(containsWords('anything', '  ')).toBe(true);
    expect(containsWords('黄昏的纸灯笼', '灯笼')).toBe(true);
  });

  it('is one word where it stands in quotes', () => {
    expect(containsWords('A paper lantern', '"paper lantern"')).toBe(true);
    expect(containsWords('A lantern of paper', '"paper lantern"')).toBe(false);
  });
});
