/** What is done with clips among ten thousand: several selected, favourites, tags, collections, the trash, and the way back. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { openStudio, seedLibrary } from './studio.mjs';

const CLIPS = 10_000;

/** A studio on a library of its own, its newest clips seen; `clip` is one of them, counted from nought. */
async function opened(t) {
  const library = await seedLibrary(CLIPS);
  const studio = await openStudio(t, { library });
  t.after(() => rm(library, { recursive: true, force: true }));
  const cells = studio.page.getByRole('gridcell');
  await cells.nth(3).locator('img').first().waitFor();
  const { ids } = await studio.call('find_clips', { query: {}, from: 0, most: 4 });
  return { ...studio, ids, clip: (at) => cells.nth(at) };
}

async function until(holds) {
  for (let left = 1_200; !(await holds()); left -= 1) {
    assert.ok(left > 0, 'it never came to hold');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function countOf({ call }, shelf, filters = []) {
  const [count] = await call('count_clips', { queries: [{ shelf, text: '', filters, order: 'newest' }] });
  return count;
}

const selected = (page) => page.getByRole('gridcell', { selected: true }).count();
const told = (page, text) => page.getByRole('status').getByText(text, { exact: false }).first().waitFor();

async function show(page, name) {
  await page.getByRole('button', { name: /^Shown/ }).click();
  await page.getByRole('dialog').getByRole('button', { name }).first().click();
}

test('several clips are selected by click, keys and a rubber band, and told', async (t) => {
  const { page, clip, complaints } = await opened(t);
  await clip(0).click();
  await clip(2).click({ modifiers: ['Shift'] });
  assert.equal(await selected(page), 3);
  await told(page, '3 clips selected');
  await clip(1).click({ modifiers: ['Control'] });
  assert.equal(await selected(page), 2);
  await page.keyboard.press('Control+a');
  await told(page, '10,000 clips selected');
  await page.keyboard.press('Escape');
  assert.equal(await selected(page), 1);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await told(page, '10,000 clips selected');
  await page.keyboard.press('Home');
  await clip(2).click();
  assert.equal(await selected(page), 1);
  const [first, second] = [await clip(0).boundingBox(), await clip(1).boundingBox()];
  await page.mouse.move(first.x - 8, first.y - 20);
  await page.mouse.down();
  await page.mouse.move(second.x + 40, second.y + 40, { steps: 5 });
  await page.mouse.up();
  assert.equal(await selected(page), 2);
  assert.deepEqual(complaints, []);
});

test('the focus moves on without selecting, and Ctrl Space takes a clip in or out', async (t) => {
  const { page, clip, complaints } = await opened(t);
  const isFocused = async (at) => clip(at).evaluate((cell) => cell === document.activeElement);
  await clip(0).click();
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('Control+ArrowRight');
  await until(() => isFocused(2));
  assert.equal(await clip(0).getAttribute('aria-selected'), 'true');
  assert.equal(await selected(page), 1);
  await page.keyboard.press('Control+Space');
  await told(page, '2 clips selected');
  assert.equal(await clip(2).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Control+Space');
  assert.equal(await selected(page), 1);
  assert.ok(await isFocused(2));
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await selected(page), 2);
  assert.equal(await clip(3).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Control+Home');
  await until(() => isFocused(0));
  assert.equal(await selected(page), 2);
  await page.keyboard.press(' ');
  await page.getByRole('figure', { name: 'Preview' }).waitFor();
  await page.keyboard.press(' ');
  await page.getByRole('figure', { name: 'Preview' }).waitFor({ state: 'detached' });
  // What is previewed is what is selected, so that Delete means what is seen.
  assert.equal(await selected(page), 1);
  assert.equal(await clip(0).getAttribute('aria-selected'), 'true');
  assert.deepEqual(complaints, []);
});

test('favourites and tags are given to a selection and taken back', async (t) => {
  const studio = await opened(t);
  const { page, clip, call } = studio;
  const favourites = () => countOf(studio, 'gallery', [{ by: 'favourite' }]);
  const tags = await call('list_tags');
  await call('unfavorite_clips', { ids: studio.ids });
  const before = await favourites();
  await clip(0).click();
  await clip(1).click({ modifiers: ['Shift'] });
  await page.keyboard.press('b');
  await told(page, '2 clips added to favourites.');
  await until(async () => (await favourites()) === before + 2);
  await page.keyboard.press('t');
  const field = page.getByRole('combobox', { name: 'Find or make a tag' });
  await field.fill('regatta');
  await field.press('Enter');
  await told(page, '“regatta” added to 2 clips.');
  await page.getByRole('option', { name: 'all have it regatta 2' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await told(page, 'Undone: “regatta” added to 2 clips.');
  assert.deepEqual(await call('list_tags'), tags);
  await page.keyboard.press('Control+z');
  await until(async () => (await favourites()) === before);
});

test('tags are renamed, and merged where the name is taken', async (t) => {
  const { page, clip, call, ids } = await opened(t);
  const tags = await call('list_tags');
  await call('tag_clips', { ids: ids.slice(0, 2), name: 'regata' });
  await call('tag_clips', { ids: ids.slice(1, 3), name: 'regatta' });
  await clip(0).click();
  await page.keyboard.press('t');
  await page.getByRole('button', { name: 'Manage tags…' }).click();
  await page.getByRole('button', { name: 'Rename “regata”' }).click();
  await page.getByRole('textbox', { name: 'Name of the tag' }).fill('regatta');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Merge them' }).click();
  await told(page, 'Tag “regata” went into “regatta”.');
  const after = await call('list_tags');
  assert.equal(after.find(({ name }) => name === 'regatta').used, 3);
  assert.equal(after.length, tags.length + 1);
});

test('clips are dropped on a collection, arranged in it and taken out', async (t) => {
  const studio = await opened(t);
  const { page, clip } = studio;
  await page.getByRole('button', { name: /^Shown/ }).click();
  await page.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Regatta reel');
  await page.keyboard.press('Enter');
  await told(page, 'Collection “Regatta reel” made.');
  const collection = (await studio.call('list_collections')).find(({ name }) => name === 'Regatta reel');
  const arranged = async () => {
    const query = { shelf: 'gallery', text: '', filters: [{ by: 'collection', id: collection.id }], order: 'arranged' };
    return (await studio.call('find_clips', { query, from: 0, most: 9 })).ids;
  };
  await clip(0).click();
  await clip(2).click({ modifiers: ['Shift'] });
  const box = await clip(1).boundingBox();
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 80, { steps: 4 });
  await page.locator('[data-drop]', { hasText: 'Regatta reel' }).hover();
  await page.mouse.up();
  await told(page, '3 clips added to “Regatta reel”.');
  const before = await arranged();
  assert.deepEqual(before, studio.ids.slice(0, 3));

  await show(page, /^Regatta reel/);
  await until(async () => (await page.getByRole('gridcell').count()) === 3);
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Alt+ArrowRight');
  await told(page, '1 clip moved.');
  assert.deepEqual(await arranged(), [before[1], before[0], before[2]]);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Remove from collection' }).click();
  await told(page, '1 clip removed from “Regatta reel”.');
  assert.deepEqual(await arranged(), [before[1], before[2]]);
  assert.equal(await countOf(studio, 'gallery'), CLIPS);
});

test('what is trashed comes back by undo and by the trash, and goes for good only when asked', async (t) => {
  const studio = await opened(t);
  const { page, clip, ids } = studio;
  await clip(0).click();
  await clip(1).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Delete');
  await told(page, '2 clips moved to the trash.');
  await until(async () => (await countOf(studio, 'trash')) === 2);
  await page.keyboard.press('Control+z');
  await until(async () => (await selected(page)) === 2);
  await page.keyboard.press('Delete');
  await until(async () => (await countOf(studio, 'trash')) === 2);

  await show(page, /^Trash/);
  await page.getByText('30 days left').first().waitFor();
  await until(async () => (await page.getByRole('gridcell').count()) === 2);
  await clip(0).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await until(async () => (await countOf(studio, 'trash')) === 1);
  await page.getByRole('button', { name: 'Empty trash…' }).click();
  await page.getByRole('heading', { name: 'Delete 1 clip for good?' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await countOf(studio, 'trash'), 1);
  await page.getByRole('button', { name: 'Empty trash…' }).click();
  await page.getByRole('button', { name: 'Delete for good' }).last().click();
  await told(page, 'Clip deleted for good.');
  assert.deepEqual([await countOf(studio, 'trash'), await countOf(studio, 'gallery')], [0, CLIPS - 1]);
  assert.equal((await studio.call('get_clips', { ids: ids.slice(0, 2) })).length, 1);
});

test('ten thousand clips are trashed and come back by one undo', async (t) => {
  const studio = await opened(t);
  const { page, clip, ids } = studio;
  await clip(1).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await told(page, '10,000 clips moved to the trash.');
  // So many are counted a stretch at a time.
  await until(async () => (await countOf(studio, 'trash')) === CLIPS && (await countOf(studio, 'gallery')) === 0);
  await page.getByRole('button', { name: 'Open the trash' }).waitFor();
  await page.keyboard.press('Control+z');
  await until(async () => (await countOf(studio, 'gallery')) === CLIPS);
  await told(page, '10,000 clips selected');
  assert.deepEqual((await studio.call('find_clips', { query: {}, from: 0, most: 4 })).ids, ids);
});
