/** Accessibility: no screen breaks a rule of WCAG 2.2 A or AA that axe knows, and every room is worked by keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inChinese } from './a11y/chinese.mjs';
import { composer } from './a11y/composer.mjs';
import { firstRun } from './a11y/first-run.mjs';
import { openFurnished } from './a11y/furnished.mjs';
import { gallery } from './a11y/gallery.mjs';
import { keyboard } from './a11y/keyboard.mjs';
import { looking } from './a11y/looking.mjs';
import { activity, characters, storyboards } from './a11y/rooms.mjs';
import { settings } from './a11y/settings.mjs';
import { violations } from './a11y/visit.mjs';
import { openStudio, startRelay } from './studio.mjs';

const rooms = { gallery, composer, looking, storyboards, characters, activity, settings };

/** A screen over the one before, with markup of its own. */
const screenOf = (name, markup) => ({
  name,
  open: ({ page }) =>
    page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', `<div id="mistake">${html}</div>`), markup),
  close: ({ page }) => page.locator('#mistake').evaluate((mistake) => mistake.remove()),
});

test('a mistake is found: in a dialog, and in the second theme', async (t) => {
  const studio = await openStudio(t);
  await studio.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await studio.page.getByRole('button', { name: 'Start with the demo' }).waitFor();
  const nameless = '<div role="dialog" aria-label="A dialog"><button type="button"></button></div>';
  // Over all else: of a text that is clipped or covered axe judges no colour.
  const style = '.faint { position: fixed; inset: 0 auto auto 0; z-index: 999; color: #111; background: #fff }';
  const inLight = '[data-theme="light"] .faint { color: #ddd }';
  const faint = `<style>${style} ${inLight}</style><p class="faint">Hardly to be read</p>`;
  const found = await violations(studio, [screenOf('nameless', nameless), screenOf('faint', faint)]);
  const rulesAndScreens = found.map((line) => line.split(' | ').slice(0, 2));
  assert.deepEqual(rulesAndScreens, [
    ['button-name', 'nameless'],
    ['color-contrast', 'faint, light'],
  ]);
});

test('a studio that holds nothing yet breaks no rule', async (t) => {
  const studio = await openStudio(t);
  await studio.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  assert.deepEqual(await violations(studio, firstRun(await startRelay(t))), []);
});

test('a full studio', async (t) => {
  const studio = await openFurnished(t);
  const visit = (screens) => async () => assert.deepEqual(await violations(studio, screens), []);
  for (const [room, screens] of Object.entries(rooms)) await t.test(`no rule is broken: ${room}`, visit(screens));
  for (const [room, work] of Object.entries(keyboard)) await t.test(`by keyboard: ${room}`, () => work(studio));
  await t.test('no rule is broken: in Chinese', visit(inChinese));
  assert.deepEqual(studio.complaints, []);
});
