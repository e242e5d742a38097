import { describe, expect, it } from 'vitest';
import { ago, bytes, clock, day, duration, list, moment, money, number, plural, time } from './format';

const NOW = Date.UTC(2026, 10, 22, 14, 2, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('dates', () => {
  it('name the near days and date the others', () => {
    expect(day('en', NOW, NOW)).toBe('Today');
    expect(day('en', NOW - 20 * HOUR, NOW)).toBe('Yesterday');
    expect(day('en', Date.UTC(2026, 4, 3), NOW)).toBe('3 May');
    expect(day('en', Date.UTC(2025, 4, 3), NOW)).toBe('3 May 2025');
    expect(day('zh', NOW, NOW)).toBe('今天');
    expect(day('zh', NOW - 20 * HOUR, NOW)).toBe('昨天');
    expect(day('zh', Date.UTC(2026, 4, 3), NOW)).toBe('5月3日');
    expect(day('zh', Date.UTC(2025, 4, 3), NOW)).toBe('2025年5月3日');
  });

  it('count 24 hours', () => {
    expect(time('en', NOW)).toBe('14:02');
    expect(time('zh', Date.UTC(2026, 10, 22, 0, 5))).toBe('00:05');
    expect(moment('en', NOW, NOW)).toBe('Today, 14:02');
    expect(moment('zh', NOW, NOW)).toBe('今天 14:02');
  });

  it('tell how long ago', () => {
    expect(ago('en', NOW - 10_000, NOW)).toBe('just now');
    expect(ago('en', NOW + 10_000, NOW)).toBe('just now');
    expect(ago('en', NOW - 2 * MINUTE, NOW)).toMatch(/^2 min ago$/);
    expect(ago('en', NOW - 3 * HOUR, NOW)).toMatch(/^3 h ago$/);
    expect(ago('zh', NOW - 10_000, NOW)).toBe('刚刚');
    expect(ago('zh', NOW - 2 * MINUTE, NOW)).toBe('2 分钟前');
    expect(ago('en', NOW - 26 * HOUR, NOW)).toBe('Yesterday');
  });
});

describe('lengths', () => {
  it.each([
    [184, '184 ms', '184 毫秒'],
    [12_000, '12 s', '12 秒'],
    [60_000, '1 min', '1 分'],
    [252_000, '4 min 12 s', '4 分 12 秒'],
    [7_500_000, '2 h 5 min', '2 小时 5 分'],
  ])('%i ms', (ms, english, chinese) => {
    expect(duration('en', ms)).toBe(english);
    expect(duration('zh', ms)).toBe(chinese);
  });

  it('show a position in a film', () => {
    expect([0, 8_000, 15_400, 724_000, 3_723_000].map(clock)).toEqual(['0:00', '0:08', '0:15', '12:04', '1:02:03']);
  });
});

describe('numbers', () => {
  it('choose the form of a text by the rules of any language', () => {
    const forms = { one: 'plik', few: 'pliki', many: 'plików', other: 'pliku' };
    expect([1, 3, 12, 22, 1.5].map((n) => plural('pl', n, forms))).toEqual([
      'plik',
      'pliki',
      'plików',
      'pliki',
      'pliku',
    ]);
    expect(plural('pl', 3, { other: 'pliku' })).toBe('pliku');
  });

  it('and lists are written as the language does', () => {
    expect(list('en', ['dusk', 'rain'])).toBe('dusk, rain');
    expect(list('zh', ['黄昏', '雨'])).toBe('黄昏、雨');
  });

  it('group thousands', () => {
    expect(number('en', 1284)).toBe('1,284');
    expect(number('zh', 1284)).toBe('1,284');
  });

  it.each([
    [18_420_000, '$18.42'],
    [18_421_500, '$18.42'],
    [800_000, '$0.80'],
    [4_500, '$0.0045'],
    [0, '$0.00'],
    [-250_000, '-$0.25'],
  ])('%i millionths of a dollar', (micros, text) => {
    expect(money('en', micros)).toBe(text);
    expect(money('zh', micros)).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [670_400, '670 KB'],
    [18_200_000, '18 MB'],
    [1_440_000, '1.4 MB'],
    [4_200_000_000, '4.2 GB'],
  ])('%i bytes', (n, text) => {
    expect(bytes('en', n)).toBe(text);
  });
});
