/** The key on the page: given once, sent to the relay, and nowhere to be found afterwards. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, openStudio, startRelay } from './studio.mjs';

const WELCOME_KEY = 'Key';

test('a key is set without a keychain for this session, and the page forgets it', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  const replies = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('/call')) replies.push(await response.text().catch(() => ''));
  });
  await page.getByRole('textbox', { name: 'Address' }).fill(relay.address);
  await page.getByLabel(WELCOME_KEY, { exact: true }).fill(KEY);
  await page.getByRole('button', { name: /^Connect and open/ }).click();
  await page.getByRole('button', { name: 'Keep for this session' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor();

  const [connection] = await call('list_connections');
  assert.deepEqual(connection.key, { place: 'session', last_four: KEY.slice(-4) });
  const left = await page.evaluate(async () => ({
    html: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll('input, textarea')].map((field) => field.value),
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: (await indexedDB.databases()).length,
    cookies: document.cookie,
    url: location.href,
  }));
  assert.ok(!JSON.stringify(left).includes(KEY));
  assert.deepEqual([left.local, left.session, left.databases, left.cookies], ['{}', '{}', 0, '']);
  assert.ok(replies.length > 0 && replies.every((reply) => !reply.includes(KEY)));
});

test('a wrong key is told in plain words before anything is kept', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await page.getByRole('textbox', { name: 'Address' }).fill(relay.address);
  await page.getByLabel(WELCOME_KEY, { exact: true }).fill('sk-wrong-000000000');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await page.getByText('does not accept this key').waitFor();
  assert.deepEqual(await call('list_connections'), []);
});
