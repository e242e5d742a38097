import { describe, expect, it } from 'vitest';
import { balanceState, hasDropped, parseMoney, shareLeft } from './balance';
import { connection } from '../backend/testing/fixtures';

const left = (left_micros: number | null, warn_below_micros: number | null = 5_000_000) =>
  connection(1, { balance: { left_micros, limit_micros: 50_000_000, checked_at: 0 }, warn_below_micros });

describe('a balance', () => {
  it('is low below the warning, and only then', () => {
    expect(balanceState(connection(1))).toBe('unknown');
    expect(balanceState(left(null))).toBe('unlimited');
    expect(balanceState(left(5_000_000))).toBe('enough');
    expect(balanceState(left(4_999_999))).toBe('low');
    expect(balanceState(left(1, null))).toBe('enough');
  });

  it('drops once, by money spent and not by a warning raised', () => {
    expect(hasDropped(left(6_000_000), left(4_000_000))).toBe(true);
    expect(hasDropped(left(4_000_000), left(3_000_000))).toBe(false);
    expect(hasDropped(connection(1), left(3_000_000))).toBe(true);
    expect(hasDropped(left(6_000_000), left(6_000_000, 9_000_000))).toBe(false);
  });

  it('is shown as a share of what there was', () => {
    expect(shareLeft(left(18_500_000))).toBe(37);
    expect(shareLeft(left(-1))).toBe(0);
    expect(shareLeft(left(null))).toBeNull();
    expect(shareLeft(connection(1))).toBeNull();
  });
});

it.each([
  ['5', 5_000_000],
  [' $5.50 ', 5_500_000],
  ['0,25', 250_000],
  ['', null],
  ['-1', null],
  ['five', null],
])('an amount is read: %s', (text, micros) => {
  expect(parseMoney(text)).toBe(micros);
});
