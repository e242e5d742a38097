import { expect, it } from 'vitest';
import { dayOf, dayText } from './date-field';

it('reads a day and writes it again', () => {
  expect(dayOf('2026-03-01')).toBe(new Date(2026, 2, 1).getTime());
  expect(dayText(dayOf('2026-03-01'))).toBe('2026-03-01');
});

it.each(['2026-03-01', '2026-3-1', '2026/03/01', '2026.3.1', '20260301', ' 20260301 '])('reads %s as typed', (text) => {
  expect(dayText(dayOf(text))).toBe('2026-03-01');
});

it('goes to the next midnight however long the day is, and back', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2026-12-31', '2028-02-29']) {
    const end = dayOf(day, 1);
    expect(dayText(end, -1)).toBe(day);
    expect(new Date(end ?? 0).getHours()).toBe(0);
  }
});

it('refuses what is no day', () => {
  for (const text of ['', '2026', '2026-13-01', '2026-02-30', '11202026', '20261320', 'tomorrow'])
    expect(dayOf(text)).toBeNull();
  expect(dayText(null)).toBe('');
});
