/** Characters: made of a clip or of pictures, named with `@` by keyboard and input method, and what the relay gets of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, generate, openStudio, startRelay } from './studio.mjs';

const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
/** While its list is open the field is a combobox. */
const naming = (page) => page.getByRole('combobox', { name: 'Prompt', exact: true });
const room = (page, name) => page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name }).click();
const slider = (page, name) => page.getByRole('slider', { name, exact: true });

/** A studio on a relay whose log can be read. */
async function openHarbor(t, speed = 1000) {
  const relay = await startRelay(t, { speed });
  const studio = await openStudio(t);
  const { id } = await studio.call('create_connection', {
    name: 'Harbor',
    base_url: relay.address,
    key: KEY,
    place: 'session',
  });
  await studio.call('test_connection', { id });
  await studio.page.reload();
  await prompt(studio.page).waitFor();
  const bodies = async () => (await (await fetch(`${relay.address}/_sim/submits`)).json()).bodies;
  return { relay, bodies, ...studio };
}

/** A reference pack, made through the door. */
const makePack = (call, name, handle, description = '') =>
  call('create_pack', { form: { name, notes: '', tags: [], pack: { handle, description, pictures: [] } } });

async function until(ask) {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

test('a character is made of a clip, and another prompt names it', { timeout: 240_000 }, async (t) => {
  const { page, call, bodies } = await openHarbor(t);
  await generate(page, 'A tin robot on a wet quay');
  await page.locator('[role=gridcell] img').first().waitFor({ timeout: 110_000 });
  await room(page, 'Characters');
  await page.getByRole('heading', { name: 'A cast of your own' }).waitFor();
  await page.getByRole('button', { name: 'From a clip' }).click();

  await slider(page, 'The range').press('Shift+ArrowRight');
  await slider(page, 'End of the range').press('Shift+ArrowRight');
  await slider(page, 'End of the range').press('Shift+ArrowRight');
  await slider(page, 'Beginning of the range').press('ArrowRight');
  assert.equal(await slider(page, 'The range').getAttribute('aria-valuetext'), '1.1 to 4.0 seconds');
  await page.getByLabel('Name').fill('Pip');
  await page.getByText('Sent to Harbor as 1.1–4.0 s of the clip’s job').waitFor();
  await page.getByRole('button', { name: 'Create character' }).click();

  const card = page.getByRole('list', { name: /^Characters/ }).getByRole('button', { name: /^Pip/ });
  await card.waitFor({ timeout: 110_000 });
  const [character] = await call('list_characters');
  assert.equal(character.name, 'Pip');
  assert.equal((await call('find_clips', { query: {}, from: 0, most: 1000 })).ids.length, 1);
  await room(page, 'Gallery');
  await page.getByRole('gridcell').first().waitFor();
  assert.equal(await page.getByRole('gridcell').count(), 1);

  await prompt(page).fill('');
  await prompt(page).pressSequentially('走@');
  await naming(page).press('Enter');
  await prompt(page).pressSequentially('lifts the lantern');
  assert.equal(await prompt(page).inputValue(), `走@${character.handle} lifts the lantern`);
  await prompt(page).press('Control+Enter');
  const sent = await until(async () => (await bodies()).find((body) => body.prompt?.includes('lantern')));
  assert.equal(sent.prompt, `走 @${character.handle} lifts the lantern`);
});

test('a pack is made and changed, and a handle that is taken is told at its field', async (t) => {
  const { page, call } = await openHarbor(t);
  await makePack(call, 'Moss', 'moss');
  await room(page, 'Characters');
  await page.getByRole('button', { name: 'New character' }).first().click();
  await page.getByRole('radio', { name: 'Reference pack' }).click();
  await page.getByLabel('Name').fill('Bao, the bun');
  assert.equal(await page.getByLabel('Handle').inputValue(), 'bao-the-bun');
  await page.getByLabel('Handle').fill('moss');
  await page.getByLabel('Description').fill('a steamed bun with a face');
  await page.getByRole('button', { name: 'Create pack' }).click();
  await page.getByText('Another character has this handle already.').waitFor();
  assert.equal(await page.getByLabel('Handle').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Handle').fill('bao');
  await page.getByRole('button', { name: 'Create pack' }).click();

  await page.getByRole('button', { name: /^Bao, the bun/ }).click();
  await page.getByLabel('Tags').fill('food, small');
  await page.getByRole('button', { name: 'Save' }).click();
  const bao = await until(async () => (await call('list_characters')).find(({ tags }) => tags.length === 2));
  assert.deepEqual(bao.tags, ['food', 'small']);

  await page.getByRole('button', { name: /^Bao, the bun/ }).click();
  await page.getByRole('button', { name: 'Use in prompt' }).click();
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  assert.equal(await prompt(page).inputValue(), '@bao ');
});

test('a removed character comes back by undo', async (t) => {
  const { page, call } = await openHarbor(t);
  await makePack(call, 'Moss', 'moss');
  await room(page, 'Characters');
  await page.getByRole('button', { name: /^Moss/ }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('heading', { name: 'A cast of your own' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Moss/ }).waitFor();
});

test('names are found as they are typed, and go as a whole', async (t) => {
  const { page, call } = await openHarbor(t);
  for (const [name, handle] of [
    ['Moss', 'moss'],
    ['Pip', 'pip'],
    ['Night watch', 'pip.night'],
  ])
    await makePack(call, name, handle);
  await prompt(page).pressSequentially('A robot @ni');
  const field = naming(page);
  const pointed = () =>
    field.evaluate((one) => document.getElementById(one.getAttribute('aria-activedescendant') ?? '')?.innerText);
  assert.match(await pointed(), /Night watch/);
  await field.press('Escape');
  await prompt(page).press('Backspace');
  await prompt(page).press('Backspace');
  await prompt(page).pressSequentially('p');
  await field.press('End');
  assert.match(await pointed(), /@pip$|@pip\n/m);
  await field.press('Tab');
  assert.equal(await prompt(page).inputValue(), 'A robot @pip ');
  await prompt(page).press('Control+z');
  assert.equal(await page.locator('.composer textarea').first().inputValue(), 'A robot @p');
  await page.keyboard.press('Control+Shift+z');
  await prompt(page).press('Backspace');
  await prompt(page).press('Backspace');
  assert.equal(await prompt(page).inputValue(), 'A robot ');

  await prompt(page).fill('A robot @nobody walks');
  const said = await prompt(page).evaluate(
    (one) => document.getElementById(one.getAttribute('aria-describedby'))?.textContent,
  );
  assert.match(said, /No character named @nobody/);
});

test('an input method writes a name, and its keys are its own', async (t) => {
  const { page, call } = await openHarbor(t);
  await makePack(call, '小林', '小林');
  await makePack(call, 'Pip', 'pip');
  const input = await page.context().newCDPSession(page);
  const compose = (text) =>
    input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await prompt(page).pressSequentially('看@');
  await naming(page).waitFor();
  await compose('xiao');
  // The list is open, but what an input method is given is not taken by it.
  await naming(page).evaluate((field) =>
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  assert.equal(await naming(page).inputValue(), '看@xiao');
  await compose('小');
  await input.send('Input.insertText', { text: '小' });
  const options = page.getByRole('option');
  await until(async () => (await options.count()) === 1);
  await naming(page).press('Enter');
  assert.equal(await prompt(page).inputValue(), '看@小林 ');

  await prompt(page).fill('');
  await compose('@p');
  assert.equal(await options.count(), 0);
  await input.send('Input.insertText', { text: '@p' });
  await naming(page).press('Enter');
  assert.equal(await prompt(page).inputValue(), '@pip ');
});

test(
  'a lost answer leaves a character in doubt, and it is sent again only when told to',
  { timeout: 240_000 },
  async (t) => {
    const { page, call, relay } = await openHarbor(t);
    await generate(page, 'A tin robot on a wet quay');
    await page.locator('[role=gridcell] img').first().waitFor({ timeout: 110_000 });
    await room(page, 'Characters');
    await page.getByRole('button', { name: 'From a clip' }).click();
    await page.getByText('Sent to Harbor as').waitFor();
    const before = await relay.accepted();
    await relay.fault({ fault: 'drop_after', on: 'character' });
    await page.getByRole('button', { name: 'Create character' }).click();
    const card = page.getByRole('article', { name: 'Character: New character' });
    await card.getByText('Unknown outcome').waitFor();
    assert.equal(await relay.accepted(), before + 1);
    await card.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    await until(async () => (await call('list_characters')).length === 1);
    assert.equal(await relay.accepted(), before + 2);
    await card.waitFor({ state: 'detached' });
  },
);
