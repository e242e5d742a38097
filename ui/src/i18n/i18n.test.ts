import { describe, expect, it } from 'vitest';
import { en } from './en';
import { i18n } from './i18n.svelte';
import { systemLanguage } from './locales';
import { filled, leaves } from './testing';
import { zh } from './zh';

describe('the texts', () => {
  const english = leaves(en);
  const chinese = leaves(zh);

  it('are the same in both languages', () => {
    expect(chinese.map(({ path }) => path)).toEqual(english.map(({ path }) => path));
  });

  it.each(english)('$path is of one kind in both and not empty', ({ path, value }) => {
    const other = chinese.find((leaf) => leaf.path === path)?.value;
    expect(typeof other).toBe(typeof value);
    expect(filled(value).trim()).not.toBe('');
    expect(filled(other).trim()).not.toBe('');
    expect(filled(value) + filled(other)).not.toMatch(/undefined|\[object|NaN/);
  });

  it('are translated: hardly a Chinese text is the English one', () => {
    const same = english.filter(
      ({ path, value }) => filled(value) === filled(chinese.find((leaf) => leaf.path === path)?.value),
    );
    const words = same.filter(({ value }) => /[a-z]{3,} [a-z]{3,}/i.test(filled(value)));
    expect(words).toEqual([]);
  });

  it('hold no Chinese in the English', () => {
    expect(english.filter(({ value }) => /\p{Script=Han}/u.test(filled(value)))).toEqual([]);
  });
});

describe('plurals', () => {
  it('follow English grammar', () => {
    expect([0, 1, 2, 1284].map(en.connecting.models)).toEqual([
      '0 models on offer',
      '1 model on offer',
      '2 models on offer',
      '1,284 models on offer',
    ]);
  });

  it('have one form in Chinese', () => {
    expect(zh.connecting.models(1)).toBe('提供 1 个模型');
    expect(zh.connecting.models(1284)).toBe('提供 1,284 个模型');
  });
});

describe('the language', () => {
  it('switches every text at once', () => {
    i18n.language = 'zh';
    expect(i18n.t.common.cancel).toBe('取消');
    expect(i18n.tag).toBe('zh-CN');
    i18n.language = 'en';
    expect(i18n.t.common.cancel).toBe('Cancel');
  });

  it('is the first of the system’s that we have, else English', () => {
    expect(systemLanguage(['zh-Hans-CN', 'en'])).toBe('zh');
    expect(systemLanguage(['de-DE', 'zh-TW', 'en'])).toBe('zh');
    expect(systemLanguage(['de', 'en-US', 'zh'])).toBe('en');
    expect(systemLanguage(['de'])).toBe('en');
    expect(systemLanguage([])).toBe('en');
  });
});
