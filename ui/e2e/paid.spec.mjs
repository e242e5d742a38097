/** What costs money: nothing is sent by a single key or a stray click, and what was sent is always told and shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate, openDemo, openStudio } from './studio.mjs';

const jobs = async (call) => (await call('list_jobs')).length;
const sent = (page) => page.getByRole('status', { name: 'Messages' }).getByText(/^Sent/);

/** A studio with one clip. */
async function withClip(t, options) {
  const studio = await openStudio(t, { speed: 20, ...options });
  await openDemo(studio.page);
  await generate(studio.page, 'Dunes in low sun');
  await studio.page.locator('[role=gridcell] img').first().waitFor({ timeout: 120_000 });
  await sent(studio.page).waitFor({ state: 'detached' });
  return studio;
}

test('a double click on Generate sends once', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('Ink in water');
  await page.getByRole('button', { name: /^Generate/ }).dblclick();
  await sent(page).waitFor();
  await page.waitForTimeout(300);
  assert.equal(await jobs(call), 1);
});

test('what is sent during a search is told, and Show leads to its tile', async (t) => {
  const { page, call } = await withClip(t);
  await page
    .getByRole('searchbox')
    .or(page.getByLabel('Search', { exact: true }))
    .first()
    .fill('dunes');
  await page.waitForTimeout(300);
  await generate(page, 'A heron at dawn');
  await sent(page).waitFor();
  assert.equal(await page.getByRole('gridcell', { name: /A heron at dawn/ }).count(), 0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const tile = page.getByRole('gridcell', { name: /A heron at dawn/ });
  await tile.waitFor();
  assert.equal(await tile.getAttribute('aria-selected'), 'true');
  assert.equal(await jobs(call), 2);
});

test('the web view’s own menu is kept to text fields; job cards have their own', async (t) => {
  const { page } = await openStudio(t, { speed: 20 });
  await openDemo(page);
  await generate(page, 'Dunes in low sun');
  await page.getByRole('gridcell').first().waitFor();
  const isLeft = (selector) =>
    page.evaluate((wanted) => {
      const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
      return document.querySelector(wanted).dispatchEvent(event);
    }, selector);
  assert.equal(await isLeft('textarea'), true);
  for (const place of ['nav', 'main', '.composer', 'aside']) assert.equal(await isLeft(place), false, place);

  await page.keyboard.press('Control+4');
  await page.locator('.job').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show in gallery' }).waitFor();
  await page.keyboard.press('Escape');
});
