/** Texts that come from elsewhere: what is pasted, accepted or loaded is taken whole, taken back exactly, or refused in words. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { generate, openDemo, openStudio } from './studio.mjs';

const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const tool = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** A paste into what has the focus, of a clipboard that holds these. */
const paste = (page, held) =>
  page.evaluate((data) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(data)) clipboardData.setData(type, value);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return event.defaultPrevented;
  }, held);

test('one undo after the history or the guide restores the exact former text', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  await generate(page, 'Dusk sea with one sail');
  await prompt(page).fill('');
  await prompt(page).pressSequentially('my own words');
  await tool(page, 'History');
  const search = page.getByRole('combobox', { name: 'Search the prompts that were sent' });
  await page
    .getByRole('dialog')
    .getByRole('row', { name: /Dusk sea/ })
    .waitFor();
  await search.press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  assert.equal(await prompt(page).inputValue(), 'Dusk sea with one sail');
  await page.keyboard.press('Control+z');
  assert.equal(await prompt(page).inputValue(), 'my own words');
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await prompt(page).inputValue(), 'Dusk sea with one sail');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.equal(await prompt(page).inputValue(), 'my own ');
  await page.keyboard.type('deeds');

  await tool(page, 'Guide');
  const guide = page.getByRole('dialog', { name: 'Build a prompt' });
  await guide.getByRole('textbox', { name: 'Camera' }).pressSequentially('slow pan');
  await guide.getByRole('button', { name: 'Done' }).click();
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  assert.equal(await prompt(page).inputValue(), 'my own deeds Slow pan.');
  await page.keyboard.press('Control+z');
  assert.equal(await prompt(page).inputValue(), 'my own deeds');
});

test('choices are counted by the studio, and JSON is one clip', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  await prompt(page).fill('a {red|blue} boat \\{x\\|y\\}');
  await page.getByText('2 versions of this prompt').waitFor();
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByText('a blue boat {x|y}').waitFor();
  await page.keyboard.press('Escape');
  await prompt(page).fill('{"style": "noir | moody", "n": [{"a": "{b|c}"}]}');
  await page.getByText('2 versions of this prompt').waitFor({ state: 'detached' });
  await prompt(page).fill('{0|1|2|3|4|5|6|7|8|9}'.repeat(6));
  await page.getByText('This would make 1,000,000 clips').waitFor();
});

test('what cannot be pasted says what it was', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  await prompt(page).focus();
  assert.equal(await paste(page, { 'text/html': '<style>p{}</style><p>a <b>quay</b></p><p>in rain</p>' }), true);
  assert.equal(await prompt(page).inputValue(), 'a quay\nin rain');
  assert.equal(await paste(page, { 'text/html': '<img src="x">', 'image/png': '' }), true);
  await page.getByText('only text/html, image/png').waitFor();
  assert.equal(await paste(page, { 'text/plain': 'x'.repeat(40_000) }), true);
  await page.getByText('A prompt holds at most 32,000').waitFor();
  assert.equal(await prompt(page).inputValue(), 'a quay\nin rain');

  await page.keyboard.press('Control+2');
  await page.getByRole('heading', { name: 'Storyboards' }).waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  await paste(page, { 'image/png': '', 'text/rtf': 'x' });
  await page.getByText('the clipboard holds only').waitFor();
  await paste(page, { 'text/plain': 'Scene\tDuration\na plane takes off\t5\nit lands\t2.5' });
  await page.getByRole('textbox', { name: 'Scene of shot 2' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Scene of shot 2' }).inputValue(), 'it lands');
});

test('a full-width ＠ offers and names characters', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await call('create_pack', {
    form: { name: 'Pip', notes: '', tags: [], pack: { handle: 'pip', description: 'a robot', pictures: [] } },
  });
  await prompt(page).pressSequentially('a ＠p');
  await page.getByRole('option', { name: /Pip/ }).waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await prompt(page).inputValue(), 'a @pip ');
});

test('a letter at the tiles that begins a word is no command', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  await generate(page, 'island in fog');
  const tile = page.locator('[role=gridcell]').first();
  await page.waitForFunction(() => document.querySelectorAll('[role=gridcell]').length >= 1);
  await tile.click();
  const inspector = page.getByRole('complementary', { name: /details|inspector/i });
  const shown = await inspector.count();
  await page.keyboard.type('island', { delay: 40 });
  assert.equal(await page.getByRole('searchbox').inputValue(), 'island');
  assert.equal(await inspector.count(), shown);
});

test('seeds keep every digit, and what is no seed is refused at the field', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  const draft = await call('get_draft');
  const seed = '9007199254740993';
  await call('save_draft', { draft: { ...draft, generation: { ...draft.generation, seed } } });
  assert.equal((await call('get_draft')).generation.seed, seed);
});

test('a prompt whose check ended the program is kept, and not checked by itself', async (t) => {
  const library = await mkdtemp(join(tmpdir(), 'dailies-e2e-'));
  t.after(() => rm(library, { recursive: true, force: true }));
  const generation = { model: 'sora-2', prompt: 'the {one|two} that stopped it' };
  await writeFile(
    join(library, 'draft-under-check.json'),
    JSON.stringify({ connection_id: null, generation, variations: 1 }),
  );
  const { page, call } = await openStudio(t, { library });
  await openDemo(page);
  await page.getByText('Dailies closed unexpectedly').waitFor();
  assert.equal(await prompt(page).inputValue(), '');
  await page.getByRole('button', { name: 'Put it back' }).click();
  await page.getByText('Dailies closed unexpectedly').waitFor({ state: 'detached' });
  assert.equal(await prompt(page).inputValue(), generation.prompt);
  await page.getByText('2 versions of this prompt').waitFor();
  assert.deepEqual(await call('list_held_drafts'), []);
});
