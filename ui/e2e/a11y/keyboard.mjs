/** What the keys do in each room, as ARIA's authoring practices have it: popups, menus, grids, lists and choices of one. */
import assert from 'node:assert/strict';
import { clipAt, goTo } from './screens.mjs';

const POPUP = '[role="dialog"], [role="menu"]';
const button = (page, name) => page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const nameOfFocus = (page) =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.innerText);
const hasFocus = async (page, locator, message) =>
  assert.ok(await page.evaluate((wanted) => document.activeElement === wanted, await locator.elementHandle()), message);
const focusIn = (page, selector) =>
  page.waitForFunction((wanted) => document.activeElement?.closest(wanted) !== null, selector);

/** Enter opens what the button opens and takes the focus there; Escape closes it, and the button has the focus again. */
async function opensAndCloses(page, name) {
  const trigger = button(page, name);
  await trigger.focus();
  await page.keyboard.press('Enter');
  await focusIn(page, POPUP);
  await page.keyboard.press('Escape');
  await page.locator(POPUP).waitFor({ state: 'detached' });
  await page.waitForFunction((wanted) => document.activeElement === wanted, await trigger.elementHandle());
}

/** The arrow keys go round in a menu, Home and End to its ends. */
async function menuIsWalked(page, name) {
  await button(page, name).focus();
  await page.keyboard.press('Enter');
  const items = page.locator('[role="menu"] [role^="menuitem"]:not([aria-disabled="true"])');
  await page.keyboard.press('Home');
  await hasFocus(page, items.first(), `${name}: Home goes to the first`);
  await page.keyboard.press('ArrowUp');
  await hasFocus(page, items.last(), `${name}: it goes round`);
  await page.keyboard.press('ArrowDown');
  await hasFocus(page, items.first(), `${name}: it goes round again`);
  await page.keyboard.press('End');
  await hasFocus(page, items.last(), `${name}: End goes to the last`);
  await page.keyboard.press('Escape');
}

/** An arrow key chooses the next of several and takes the focus there; the group is one stop of Tab. */
async function arrowsChoose(page, name) {
  const radios = page.getByRole('radiogroup', { name }).getByRole('radio');
  assert.equal(await radios.and(page.locator('[tabindex="0"]')).count(), 1, `${name} is one stop`);
  const chosen = radios.and(page.locator('[aria-checked="true"]'));
  await chosen.focus();
  const before = await nameOfFocus(page);
  await page.keyboard.press('ArrowRight');
  assert.notEqual(await nameOfFocus(page), before, `${name}: the arrow moves`);
  await hasFocus(page, chosen, `${name}: it is chosen`);
  await page.keyboard.press('ArrowLeft');
}

export const keyboard = {
  'popups of the gallery and the composer': async ({ page }) => {
    await goTo(page, 'gallery');
    const bar = [/^Shown/, 'Filter', /^Sort:/, 'More of the gallery', /^Connection:/];
    const composer = [
      /^Model:/,
      /^Length:/,
      /^Aspect:/,
      /^More settings/,
      'Add a picture',
      'Guide',
      'History',
      'Snippets',
    ];
    for (const name of [...bar, ...composer]) await opensAndCloses(page, name);
    for (const name of [/^Sort:/, /^Connection:/]) await menuIsWalked(page, name);
  },
  'the grid of clips': async ({ page }) => {
    await (await clipAt(page, 2)).click();
    const cell = page.locator('[role="gridcell"]:focus');
    const first = await cell.getAttribute('id');
    await page.keyboard.press('ArrowRight');
    assert.notEqual(await cell.getAttribute('id'), first);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await cell.getAttribute('id'), first);
    await page.keyboard.press('Shift+F10');
    await focusIn(page, '[role="menu"]');
    await page.keyboard.press('Escape');
    await page.waitForFunction((id) => document.activeElement?.id === id, first);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.role === 'gridcell'), false, 'the grid is one stop');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await cell.getAttribute('id'), first);
  },
  'the theatre and the comparison': async ({ page }) => {
    const id = await page.locator('[role="gridcell"]:focus').getAttribute('id');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Theatre' }).waitFor();
    await opensAndCloses(page, 'This frame');
    await page.keyboard.press('x');
    await focusIn(page, '[role="dialog"]');
    await page.keyboard.press('Escape');
    await page.locator('[role="dialog"]').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Theatre' }).waitFor({ state: 'detached' });
    await page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
  },
  storyboards: async ({ page }) => {
    await goTo(page, 'storyboards');
    for (const name of [/^Paste a storyboard/, 'Actions for Night quay']) await opensAndCloses(page, name);
    await menuIsWalked(page, 'Actions for Night quay');
    await page.locator('[data-board][tabindex="0"]').focus();
    await page.keyboard.press('End');
    const last = await nameOfFocus(page);
    await page.keyboard.press('Home');
    assert.notEqual(await nameOfFocus(page), last);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
    assert.equal(await nameOfFocus(page), last);
    await button(page, /^Night quay,/).focus();
    await page.keyboard.press('Enter');
    const shots = page.getByRole('listbox', { name: 'Shots' }).getByRole('option');
    await shots.first().focus();
    await page.keyboard.press('End');
    await hasFocus(page, shots.last(), 'End goes to the last shot');
    await page.keyboard.press('ArrowLeft');
    await hasFocus(page, shots.nth(1), 'the arrow goes to the shot before');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  },
  characters: async ({ page }) => {
    await goTo(page, 'characters');
    for (const name of ['New character', /^Moss/]) await opensAndCloses(page, name);
  },
  activity: async ({ page }) => {
    await goTo(page, 'activity');
    await arrowsChoose(page, 'Show');
    await opensAndCloses(page, /^Send again/);
  },
  settings: async ({ page }) => {
    await goTo(page, 'settings');
    const section = (name) =>
      page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true });
    await section('Appearance').press('Enter');
    await arrowsChoose(page, 'Theme');
    await section('Connections').press('Enter');
    await opensAndCloses(page, 'More');
    await menuIsWalked(page, 'More');
    await section('Models').press('Enter');
    await opensAndCloses(page, 'Add a model');
  },
  'the sheet of shortcuts': async ({ page }) => {
    const before = await nameOfFocus(page);
    await page.keyboard.press('?');
    await focusIn(page, '[role="dialog"]');
    await page.keyboard.press('Escape');
    await page.locator('[role="dialog"]').waitFor({ state: 'detached' });
    assert.equal(await nameOfFocus(page), before);
  },
};
