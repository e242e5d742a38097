import { describe, expect, it } from 'vitest';
import { saysAll } from './typed';

describe('what is typed', () => {
  it('has to be there with all its words, in any order and case', () => {
    expect(saysAll('A paper Lantern at dusk', 'dusk LANT')).toBe(true);
    expect(saysAll('A paper lantern at dusk', 'dusk harbour')).toBe(false);
    expect(saysAll('anything', '  ')).toBe(true);
    expect(saysAll('黄昏的纸灯笼', '灯笼')).toBe(true);
  });

  it('is one word where it stands in quotes', () => {
    expect(saysAll('A paper lantern', '"paper lantern"')).toBe(true);
    expect(saysAll('A lantern of paper', '"paper lantern"')).toBe(false);
  });
});
