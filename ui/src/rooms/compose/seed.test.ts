import { describe, expect, it } from 'vitest';
import { seedOf } from './seed';

describe('a seed', () => {
  it.each(['0', '7', '4294967296', '9007199254740993', '18446744073709551615'])('keeps every digit of %s', (digits) =>
    expect(seedOf(digits)).toBe(digits),
  );

  it.each(['18446744073709551616', '99999999999999999999999', '-1', '1.5', '1e3', 'x', '１'])('is not %s', (typed) =>
    expect(seedOf(typed)).toBeUndefined(),
  );

  it('may be left open, and needs no zeros', () => {
    expect(seedOf(' ')).toBeNull();
    expect(seedOf('007')).toBe('7');
  });
});
