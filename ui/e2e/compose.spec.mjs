/** The composer: the picker by keyboard, rules told at their control, help with the prompt, and what the relay gets of it all. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, openDemo, openStudio, startRelay } from './studio.mjs';

const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const model = (page) => page.getByRole('button', { name: /^Model:/ });
const chip = (page, name) => page.getByRole('button', { name, exact: true });
const generate = (page) => page.getByRole('button', { name: /^Generate(?! again)/ });

/** Waits for what the studio has on disk: the draft is saved a moment after an edit. */
async function saved(call, isThere) {
  for (;;) {
    const { generation } = await call('get_draft');
    if (isThere(generation)) return generation;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function choose(page, name) {
  await model(page).click();
  await page.getByRole('combobox', { name: 'Search models' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

async function pickLength(page, seconds) {
  await page.getByRole('button', { name: /^Length:/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${seconds} s`) }).click();
}

/** What has the focus, by its name. */
const focused = (page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim(),
  );

test('a model is found, read about and chosen by the keyboard alone', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await model(page).focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Search models' });
  await search.waitFor();
  const pointed = () =>
    search.evaluate((field) => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.innerText);
  const first = await pointed();
  await page.keyboard.press('End');
  assert.notEqual(await pointed(), first);
  await page.keyboard.press('Escape');
  await search.waitFor({ state: 'detached' });
  assert.match(await focused(page), /^Model:/);

  await page.keyboard.press('Enter');
  await search.fill('sora-2-pro');
  await page.getByRole('heading', { name: 'Sora 2 Pro', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  assert.equal((await saved(call, (draft) => draft.model === 'sora-2-pro')).model, 'sora-2-pro');
});

test('a length without HD switches it off, and undo brings both back', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await choose(page, 'sora-2-pro');
  await chip(page, 'HD').click();
  await pickLength(page, 25);
  await page.getByText('HD switched off').waitFor();
  assert.equal(await chip(page, 'HD').getAttribute('aria-pressed'), 'false');
  await page.getByRole('button', { name: 'Undo' }).click();
  const { toggles, duration_s } = await saved(call, (draft) => draft.toggles.hd === true);
  assert.deepEqual({ toggles, duration_s: duration_s === 25 }, { toggles: { hd: true }, duration_s: false });
});

test('a combination that a model refuses is explained at its control, and nothing is sent', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await choose(page, 'sora-2-pro');
  await prompt(page).fill('A pier in the rain');
  await pickLength(page, 25);
  await chip(page, 'HD').click();
  await page.getByText('HD does not go with 25 s').first().waitFor();
  const told = await chip(page, 'HD').evaluate(
    (button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent,
  );
  assert.equal(told, 'HD does not go with 25 s');
  await generate(page).click();
  await page.waitForFunction(() => document.activeElement?.textContent?.trim() === 'HD');
  assert.deepEqual(await call('list_jobs'), []);
});

test('Generate without a prompt goes to the prompt', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await generate(page).click();
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  assert.deepEqual(await call('list_jobs'), []);
});

test('help with the prompt is shown as changes, and replaces nothing before it is accepted', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  const before = 'A pier in the rain';
  await prompt(page).fill(before);
  await page.getByRole('button', { name: 'Improve' }).click();
  await page.getByRole('button', { name: 'Use it' }).waitFor();
  assert.equal(await prompt(page).inputValue(), before);
  assert.ok((await page.locator('ins').count()) > 0);

  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('region', { name: 'Improved prompt' }).waitFor({ state: 'detached' });
  assert.equal(await prompt(page).inputValue(), before);
  assert.equal(await focused(page), 'Prompt');

  await page.getByRole('button', { name: 'Improve' }).click();
  await page.getByRole('button', { name: 'Use it' }).click();
  const after = await prompt(page).inputValue();
  assert.notEqual(after, before);
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await prompt(page).inputValue(), before);
});

test('help that is stopped leaves the prompt alone', async (t) => {
  const { page } = await openStudio(t, { speed: 1 });
  await openDemo(page);
  await prompt(page).fill('A pier in the rain');
  await page.getByRole('button', { name: 'Improve' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  assert.equal(await prompt(page).inputValue(), 'A pier in the rain');
});

test('the relay gets what was switched on and off, and nothing of what was left to the model', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await openDemo(page);
  const { id } = await call('create_connection', {
    name: 'Harbor',
    base_url: relay.address,
    key: KEY,
    place: 'session',
  });
  await call('test_connection', { id });
  await choose(page, 'sora-2-pro');
  await prompt(page).fill('A pier in the rain');
  await chip(page, 'HD').click();
  await page.getByRole('button', { name: 'More settings' }).click();
  await page.getByRole('radiogroup', { name: 'Private' }).getByRole('radio', { name: 'On' }).click();
  await page.keyboard.press('Escape');
  await prompt(page).press('Control+Enter');
  await page.getByRole('gridcell').first().waitFor();
  let bodies = [];
  while (bodies.length === 0) bodies = (await (await fetch(`${relay.address}/_sim/submits`)).json()).bodies;
  const [body] = bodies;
  assert.equal(body.model, 'sora-2-pro');
  assert.equal(body.prompt, 'A pier in the rain');
  assert.equal(body.hd, true);
  assert.equal(body.private, true);
  assert.equal('watermark' in body, false);
});
