/** The screens that lie over the gallery: the theatre, the family and the comparison. */
import { clipAt, dialog, goTo, press } from './screens.mjs';

const menu = (page) => page.getByRole('menu');
const theatre = (page) => page.getByRole('region', { name: 'Theatre' });
const openMenu =
  (button) =>
  ({ page }) =>
    press(page, button).then(() => menu(page).waitFor());

export const looking = [
  {
    name: 'theatre',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await goTo(page, 'gallery');
      await (await clipAt(page, 2)).click();
      await page.keyboard.press('Enter');
      await theatre(page).locator('video').waitFor();
      await page.keyboard.press('k');
    },
  },
  {
    name: 'theatre, with a loop',
    tabs: true,
    open: async ({ page }) => {
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('i');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('o');
    },
  },
  { name: 'menu of a frame', open: openMenu('This frame') },
  {
    name: 'family',
    narrow: true,
    open: async ({ page }) => {
      await page.keyboard.press('t');
      await page.getByRole('button', { name: 'Back to the clip' }).waitFor();
    },
    close: ({ page }) => page.keyboard.press('Escape'),
  },
  { name: 'what to compare with', open: ({ page }) => page.keyboard.press('x').then(() => dialog(page).waitFor()) },
  {
    name: 'compare, side by side',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await page.keyboard.press('x');
      await dialog(page)
        .getByRole('button')
        .filter({ has: page.locator('img') })
        .first()
        .click();
      await page.getByRole('region', { name: 'Compare' }).locator('video').nth(1).waitFor();
      await page.keyboard.press(' ');
    },
  },
  { name: 'compare, wipe', tabs: true, narrow: true, open: ({ page }) => page.keyboard.press('2') },
  { name: 'compare, switch', tabs: true, open: ({ page }) => page.keyboard.press('3') },
  { name: 'more for clip A', open: openMenu('More for clip A') },
  {
    name: 'theatre, a still with the history of its job',
    open: async ({ page, made }) => {
      await goTo(page, 'gallery');
      const search = page.getByLabel('Search', { exact: true }).first();
      await search.fill(made);
      await page.getByRole('gridcell', { name: new RegExp(`^${made}`) }).click();
      await page.keyboard.press('Enter');
      await theatre(page).getByRole('heading', { name: 'History' }).waitFor();
    },
    close: async ({ page }) => {
      await page.keyboard.press('Escape');
      await press(page, 'Clear the search');
    },
  },
];
