/** The main job: a prompt becomes a clip, and what the queue promises when something goes wrong on the way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, generate, openDemo, openStudio, startRelay } from './studio.mjs';

/** The relay draws the film itself: on a busy computer that takes its time. */
const RENDERED = { timeout: 180_000 };

test('a prompt becomes a clip that plays in the theatre', async (t) => {
  const { page, complaints } = await openStudio(t);
  await openDemo(page);
  await generate(page, 'Aurora over low hills, a lake in front');
  const clip = page.getByRole('gridcell', { name: /Aurora over low hills/ });
  await page.locator('[role=gridcell] img').first().waitFor(RENDERED);
  await clip.first().focus();
  await page.keyboard.press('Enter');
  const video = page.locator('video');
  await video.waitFor();
  await page.waitForFunction(() => {
    const film = document.querySelector('video');
    return film !== null && film.currentTime > 0.2 && film.videoWidth > 0;
  });
  await page.keyboard.press('Escape');
  await clip.first().waitFor();
  assert.deepEqual(complaints, []);
});

test('three at once survive a kill, and each is generated once', async (t) => {
  const { page, call, killAndReopen } = await openStudio(t, { speed: 30 });
  await openDemo(page);
  for (const scene of ['Dusk sea', 'City rain at night', 'Ink in water']) await generate(page, scene);
  await page.waitForFunction(async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ command: 'list_jobs', args: {} });
    const jobs = await (await fetch('/call', { method: 'POST', headers, body })).json();
    return jobs.length === 3 && jobs.every((job) => job.remote_id !== null);
  });
  await killAndReopen();
  await page.waitForFunction(() => document.querySelectorAll('[role=gridcell] img').length >= 3, null, RENDERED);
  const jobs = await call('list_jobs');
  assert.deepEqual(
    jobs.map((job) => job.state),
    ['done', 'done', 'done'],
  );
  assert.equal(new Set(jobs.map((job) => job.remote_id)).size, 3);
});

test('a lost answer is an unknown outcome, and is sent again only when told to', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await call('create_connection', { name: 'Harbor', base_url: relay.address, key: KEY, place: 'session' });
  await page.reload();
  await relay.fault({ fault: 'drop_after' });
  await generate(page, 'Blue-hour skyline, slow crane up');
  const tile = page.getByRole('gridcell', { name: /Unknown outcome/ });
  await tile.waitFor();
  assert.equal(await relay.accepted(), 1);
  await tile.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  await page.locator('[role=gridcell] img').first().waitFor(RENDERED);
  assert.equal(await relay.accepted(), 2);
});

test('a refusal says what happened and whether it cost money, and its prompt can be edited', async (t) => {
  const { page } = await openStudio(t);
  await openDemo(page);
  await generate(page, 'A keeper climbs the stair [fail: moderation-prompt]');
  const tile = page.getByRole('gridcell').filter({ hasText: 'Prompt blocked by moderation' });
  await tile.waitFor();
  assert.match(await tile.innerText(), /Not charged/);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('');
  await tile.getByRole('button', { name: 'Edit prompt' }).click();
  assert.match(await page.getByRole('textbox', { name: 'Prompt' }).inputValue(), /A keeper climbs the stair/);
});
