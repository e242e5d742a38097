/** The tools beside the prompt: the guide, the prompts that were sent, and snippets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate, openDemo, openStudio } from './studio.mjs';

const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const tool = (page, name) => page.getByRole('button', { name, exact: true }).click();

test('the guide writes each part as a sentence, and one undo takes all of it back', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  await prompt(page).fill('A pier in the rain.');
  await tool(page, 'Guide');
  const guide = page.getByRole('dialog', { name: 'Build a prompt' });
  await guide.getByRole('textbox', { name: 'Camera' }).pressSequentially('slow pan');
  await guide.getByRole('textbox', { name: 'Subject and action' }).fill('a heron lands');
  await guide.getByRole('textbox', { name: 'Camera' }).fill('slow dolly back');
  assert.equal(
    await page.locator('.composer textarea').inputValue(),
    'A pier in the rain. A heron lands. Slow dolly back.',
  );
  await guide.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await prompt(page).inputValue(), 'A pier in the rain.');
});

test('a sent prompt is found again, taken, and forgotten', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await generate(page, 'Dusk sea with one sail');
  await generate(page, 'City rain at night');
  await page.waitForFunction(() => document.querySelectorAll('[role=gridcell]').length >= 2);
  await tool(page, 'History');
  const search = page.getByRole('combobox', { name: 'Search the prompts that were sent' });
  await search.fill('sail dusk');
  await page
    .getByRole('dialog')
    .getByRole('row', { name: /City rain/ })
    .waitFor({ state: 'detached' });
  await search.press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  assert.equal(await prompt(page).inputValue(), 'Dusk sea with one sail');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await prompt(page).inputValue(), 'City rain at night');

  await tool(page, 'History');
  await page
    .getByRole('dialog')
    .getByRole('row', { name: /City rain/ })
    .waitFor();
  await search.press('Home');
  await search.press('Delete');
  await page
    .getByRole('dialog')
    .getByRole('row', { name: /City rain/ })
    .waitFor({ state: 'detached' });
  assert.deepEqual(
    (await call('list_prompts', { query: '' })).map(({ text }) => text),
    ['Dusk sea with one sail'],
  );
});

test('a piece is kept under a name, put in at the caret, and removed with a way back', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await prompt(page).fill('A pier. Blue hour, soft haze. Gulls.');
  await prompt(page).evaluate((field) => field.setSelectionRange(8, 29));
  await tool(page, 'Snippets');
  assert.equal(await page.getByRole('textbox', { name: 'Text' }).inputValue(), 'Blue hour, soft haze.');
  await page.getByRole('textbox', { name: 'Name' }).fill('Night light');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /Night light/ }).waitFor();
  await page.keyboard.press('Escape');

  await prompt(page).fill('A heron. It waits.');
  await prompt(page).evaluate((field) => field.setSelectionRange(8, 8));
  await tool(page, 'Snippets');
  await page.getByRole('row', { name: /Night light/ }).waitFor();
  await page.getByRole('combobox', { name: 'Search the snippets' }).press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  assert.equal(await prompt(page).inputValue(), 'A heron. Blue hour, soft haze. It waits.');
  await page.keyboard.press('Control+z');
  assert.equal(await prompt(page).inputValue(), 'A heron. It waits.');

  await tool(page, 'Snippets');
  await page.getByRole('row', { name: /Night light/ }).waitFor();
  await page.getByRole('combobox', { name: 'Search the snippets' }).press('Delete');
  await page.getByText('Nothing saved yet').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await tool(page, 'Snippets');
  await page.getByRole('row', { name: /Night light/ }).waitFor();
  assert.equal((await call('list_snippets')).length, 1);
});
