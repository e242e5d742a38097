import { describe, expect, it } from 'vitest';
import { holdsPictures } from './clipboard';

const clipboard = (held: Record<string, string>) => ({
  types: Object.keys(held),
  getData: (type: string) => held[type] ?? '',
});

describe('a paste', () => {
  it.each([
    ['pixels', { Files: '' }],
    ['a picture of a page', { 'text/html': '<img>', Files: '' }],
    ['pixels as WebKit tells them', { 'image/png': '' }],
    ['something that the page may not see', {}],
    ['files as WebKit tells them', { 'text/uri-list': '' }],
    ['files of a file manager', { 'text/plain': '/home/p/a.png', 'text/uri-list': 'file:///home/p/a.png' }],
  ])('brings pictures: %s', (_, held) => expect(holdsPictures(clipboard(held))).toBe(true));

  it.each([
    ['words', { 'text/plain': 'a quay' }],
    ['words with a picture beside them', { 'text/plain': 'a quay', 'image/png': '' }],
    ['an address', { 'text/uri-list': 'https://x.example/a.png' }],
    ['a piece of a page', { 'text/html': '<b>a quay</b>' }],
  ])('brings text: %s', (_, held) => expect(holdsPictures(clipboard(held))).toBe(false));

  it('brings nothing where there is no clipboard', () => expect(holdsPictures(null)).toBe(false));
});
