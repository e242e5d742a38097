import { expect, it } from 'vitest';
import { handleFrom, tagsFrom } from './handle';

it.each<[string, string]>([
  ['Pip', 'pip'],
  ['Pip, night watch', 'pip-night-watch'],
  ['  小林 ', '小林'],
  ['Bao!', 'bao'],
  ['…', ''],
  ['Moss', 'moss2'],
])('makes of the name %j the handle %j', (name, handle) => {
  expect(handleFrom(name, ['MOSS', 'ori'])).toBe(handle);
});

it('reads tags with the commas of both languages, each once', () => {
  expect(tagsFrom(' robot, 港口，robot,, ')).toEqual(['robot', '港口']);
});
