import { describe, expect, it } from 'vitest';
import type { CatalogueFile, CatalogueMistake } from '../backend/backend';
import { Catalogue, offsetOf } from './catalogue.svelte';
import { TestBackend } from '../backend/testing/fixtures';

const WRONG: CatalogueMistake = { line: 2, column: 6, message: 'unknown field' };
const file = (text: string, mistakes: CatalogueMistake[] = []): CatalogueFile => ({
  path: '/library/models.toml',
  text,
  mistakes,
  models: [],
});

async function opened(kept: () => CatalogueFile = () => file('a = 1')) {
  const backend = new TestBackend({
    get_catalogue: kept,
    save_catalogue: ({ text }) => (text.includes('!') ? file(kept().text, [WRONG]) : file(text)),
  });
  const catalogue = new Catalogue(backend);
  await catalogue.load();
  return { backend, catalogue };
}

describe('the catalogue’s text', () => {
  it('stays as typed while it has a mistake, and the file stays as it was', async () => {
    const { catalogue } = await opened();
    catalogue.edit('a = !');
    expect(await catalogue.save()).toBe(false);
    expect(catalogue.text).toBe('a = !');
    expect(catalogue.file?.text).toBe('a = 1');
    expect(catalogue.mistakes).toEqual([WRONG]);
    expect(catalogue.isRefused).toBe(true);
  });

  it('is the file once it is saved', async () => {
    const { catalogue } = await opened();
    catalogue.edit('a = !');
    await catalogue.save();
    catalogue.edit('a = 2');
    expect(await catalogue.save()).toBe(true);
    expect([catalogue.text, catalogue.isEdited, catalogue.mistakes.length, catalogue.version]).toEqual([
      'a = 2',
      false,
      0,
      1,
    ]);
  });

  it('is not lost when the file changes meanwhile, and says so', async () => {
    let kept = file('a = 1');
    const { catalogue } = await opened(() => kept);
    catalogue.edit('a = 2');
    kept = file('a = 3', [WRONG]);
    catalogue.apply({ kind: 'catalogue' });
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    expect([catalogue.text, catalogue.isOutdated]).toEqual(['a = 2', true]);
    catalogue.discard();
    expect([catalogue.text, catalogue.isOutdated, catalogue.mistakes]).toEqual(['a = 3', false, [WRONG]]);
  });
});

it('a mistake’s place is found, whatever the characters before it', () => {
  const text = 'id = 1\n名🎬 = x\n';
  expect(offsetOf(text, { line: 1, column: 6 })).toBe(5);
  expect(text.slice(offsetOf(text, { line: 2, column: 6 }))).toBe('x\n');
  expect(offsetOf(text, { line: 9, column: 9 })).toBe(text.length);
});
