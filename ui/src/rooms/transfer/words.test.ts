import { expect, it } from 'vitest';
import { byClip } from './words';

it('puts the files of one clip together', () => {
  const files = ['a/quay-1.mp4', 'a/quay-1.jpg', 'a/quay-1.json', 'a/v1.2-2.webm', 'a/v1.2-2.json', 'pier.mp4'];
  expect(byClip(files)).toEqual([
    { name: 'a/quay-1.mp4', beside: ['.jpg', '.json'] },
    { name: 'a/v1.2-2.webm', beside: ['.json'] },
    { name: 'pier.mp4', beside: [] },
  ]);
  expect(byClip([])).toEqual([]);
});
