/** Connections that know themselves, the user's catalogue, and a lost answer that is looked up: on a real relay of our own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectRelay, generate, KEY, openStudio, startRelay } from './studio.mjs';

/** The relay draws the film itself: on a busy computer that takes its time. */
const RENDERED = { timeout: 180_000 };

async function openSettings(page, section) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await sections.getByRole('button', { name: section, exact: true }).click();
}

test('two connections: each tells what its test found, and one is removed', async (t) => {
  const [harbor, quay] = [await startRelay(t, { balance: 5 }), await startRelay(t)];
  const { page, call } = await openStudio(t);
  await connectRelay(page, harbor);
  await openSettings(page, 'Connections');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill(quay.address);
  await page.getByLabel('Key', { exact: true }).fill(KEY);
  await page.getByRole('textbox', { name: 'Name' }).fill('Quay');
  await page.getByRole('button', { name: 'Add connection' }).last().click();
  await page.getByRole('button', { name: 'Keep for this session' }).click();

  const found = page.getByRole('group', { name: 'Test' });
  await found.getByText('Works').waitFor();
  await found.getByText('Prices', { exact: true }).waitFor();
  await found.getByText('Lost answers can be looked up').waitFor();
  await page.getByRole('group', { name: 'Balance' }).getByText('No limit').waitFor();
  const models = page.getByRole('group', { name: 'Models' });
  await models.getByRole('row', { name: /Sora 2 Pro.*\$\d/ }).waitFor();

  await page
    .getByRole('list', { name: 'Connections' })
    .getByRole('button', { name: /127\.0\.0\.1/ })
    .first()
    .click();
  await page.getByRole('group', { name: 'Balance' }).getByText('$5.00', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Use for new jobs' }).click();
  await page.getByText('In use').waitFor();
  const [first] = await call('list_connections');
  assert.equal((await call('get_session')).settings.connection_id, first.id);

  await page.getByRole('button', { name: /^Quay/ }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Remove connection' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove connection' }).click();
  await page.getByText('Quay was removed').waitFor();
  assert.deepEqual(
    (await call('list_connections')).map(({ id }) => id),
    [first.id],
  );
});

test('a balance that falls below the warning is told once, and the rail keeps saying so', async (t) => {
  const relay = await startRelay(t, { balance: 5 });
  const { page } = await openStudio(t);
  await connectRelay(page, relay);
  await openSettings(page, 'Connections');
  await page.getByRole('group', { name: 'Balance' }).getByText('$5.00', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Warn below' }).fill('5');
  await page.getByRole('textbox', { name: 'Warn below' }).press('Tab');
  assert.equal(await page.getByText('below your warning').count(), 0);

  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await generate(page, 'Waves on stones at dusk');
  await page.getByText(/left: below your warning/).waitFor();
  await page
    .getByRole('button', { name: /balance is low/ })
    .last()
    .waitFor();
  assert.equal(await page.getByText('below your warning').count(), 1);
  await page.getByRole('button', { name: 'Open connection', exact: true }).click();
  await page.getByRole('group', { name: 'Balance' }).getByText('Low', { exact: true }).waitFor();
});

test('a proxy that is none is refused at its field, and nothing changes', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await connectRelay(page, relay);
  await openSettings(page, 'Connections');
  await page.getByRole('radio', { name: 'Through…' }).click();
  const address = page.getByRole('textbox', { name: 'Proxy address' });
  await address.fill('not a proxy');
  await address.press('Enter');
  await page.getByRole('alert').getByText('This is not a proxy’s address').waitFor();
  assert.deepEqual((await call('list_connections'))[0].proxy, { way: 'system' });
  await address.fill('socks5://127.0.0.1:1080');
  await address.press('Enter');
  await page.getByText('The proxy is set').waitFor();
  assert.deepEqual((await call('list_connections'))[0].proxy, { way: 'through', url: 'socks5://127.0.0.1:1080' });
});

test('a model is described in a form; a mistake in the file is led to and keeps nothing', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await connectRelay(page, relay);
  await openSettings(page, 'Models');
  await page.getByRole('button', { name: 'Add a model' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name at the relay' }).fill('quay-1');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Name in English' }).fill('Quay One');
  await page.getByRole('textbox', { name: 'Name in Chinese' }).fill('码头一号');
  await page.getByRole('textbox', { name: 'Family' }).fill('quay');
  await page.getByRole('textbox', { name: 'Lengths' }).fill('5, ten');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Whole seconds, with commas between.').waitFor();
  await page.getByRole('textbox', { name: 'Lengths' }).fill('5, 10');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Quay One is saved').waitFor();
  await page
    .getByRole('list', { name: 'Yours' })
    .getByRole('button', { name: /Quay One/ })
    .waitFor();

  await page.getByRole('radio', { name: 'Edit file' }).click();
  const file = page.getByRole('textbox', { name: 'Your catalogue file' });
  const { text } = await call('get_catalogue');
  assert.equal(await file.inputValue(), text);
  const broken = `${text.trimEnd()}\n\n[[model]]\nid = \n`;
  await file.fill(broken);
  await page.getByRole('button', { name: /^Save/ }).click();
  await page.getByText('Not saved: there is a mistake.').waitFor();
  assert.equal(await file.inputValue(), broken);
  assert.equal((await call('get_catalogue')).text, text);
  const line = broken.trimEnd().split('\n').length;
  await page.getByRole('button', { name: new RegExp(`^Line ${line}, column \\d+`) }).click();
  const caret = await file.evaluate((field) => field.value.slice(0, field.selectionStart).split('\n').length);
  assert.equal(caret, line);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await file.evaluate((field) => field === document.activeElement), false);

  await file.fill(`# Mine\n${text}`);
  await page.getByRole('button', { name: /^Save/ }).click();
  await page.getByText('The catalogue is saved').waitFor();
  assert.equal((await call('get_catalogue')).text, `# Mine\n${text}`);
});

test('a lost answer is looked up in the OpenAI format, and never sent again by that', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await connectRelay(page, relay);
  await openSettings(page, 'Connections');
  const formats = page.getByRole('radiogroup', { name: 'Formats' });
  await formats.getByRole('radio', { name: 'OpenAI' }).click();
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();

  const gallery = page.getByRole('region', { name: 'Gallery' });
  await relay.fault({ fault: 'drop_after', on: 'submit' });
  // A list that takes a while: the job is still unknown when Check is pressed.
  await relay.fault({ fault: 'slow', on: 'list', delay_ms: 4000 });
  await generate(page, 'A lighthouse in the rain');
  await gallery.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText('Found: the relay has it').waitFor();
  await page.getByRole('gridcell', { name: /^A lighthouse in the rain\./ }).waitFor(RENDERED);
  assert.equal(await relay.accepted(), 1);

  await relay.fault({ fault: 'drop_before', on: 'submit' });
  // A list that takes a while: the job is still unknown when Check is pressed.
  await relay.fault({ fault: 'slow', on: 'list', delay_ms: 4000 });
  await generate(page, 'Snow on the quay');
  await gallery.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText('The relay’s list does not show it.').waitFor();
  assert.equal(await relay.accepted(), 1);
  await gallery.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('dialog').getByText('did not show it').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('gridcell', { name: /^Snow on the quay\./ }).waitFor(RENDERED);
  assert.equal(await relay.accepted(), 2);
  assert.equal((await call('list_jobs')).filter(({ state }) => state === 'done').length, 2);
});
