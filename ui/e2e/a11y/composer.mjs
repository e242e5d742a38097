/** The composer's screens: its panels, pickers and dialogs, over the gallery. */
import { readFile } from 'node:fs/promises';
import { dialog, goTo, press } from './screens.mjs';

const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const still = (name) => readFile(new URL(`../../src/parts/stills/${name}.jpg`, import.meta.url));
const open =
  (button, ready = dialog) =>
  ({ page }) =>
    press(page, button).then(() => ready(page).waitFor());

export const composer = [
  {
    name: 'composer with pictures',
    tabs: true,
    narrow: true,
    open: async ({ page, put }) => {
      await goTo(page, 'gallery');
      for (const name of ['aurora', 'dunes']) await put('pick', `${name}.jpg`, await still(name));
      await press(page, 'Add a picture');
      await press(page, 'Choose files…');
      await page.getByRole('button', { name: /^Picture 2 of/ }).waitFor();
      await prompt(page).fill('{Dawn|Dusk} over a quay, @nobody waits');
    },
  },
  { name: 'model picker', narrow: true, open: open(/^Model:/, (page) => page.getByRole('listbox')) },
  {
    name: 'model picker, nothing found',
    open: async ({ page }) => {
      await press(page, /^Model:/);
      await page.getByRole('combobox', { name: 'Search models' }).fill('zzz');
    },
  },
  { name: 'length', open: open(/^Length:/, (page) => page.getByRole('menu')) },
  { name: 'aspect', open: open(/^Aspect:/, (page) => page.getByRole('menu')) },
  { name: 'more settings', tabs: true, open: open(/^More settings/) },
  { name: 'versions of the prompt', open: open('Show them') },
  { name: 'add a picture', tabs: true, narrow: true, open: open('Add a picture') },
  {
    name: 'crop',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await press(page, /^Picture 1 of/);
      await page.getByRole('img', { name: 'The picture exactly as it is sent' }).waitFor();
    },
  },
  { name: 'menu of a picture', open: open(/^Picture: /, (page) => page.getByRole('menu')) },
  { name: 'guide', tabs: true, narrow: true, open: open('Guide') },
  {
    name: 'history',
    open: async ({ page }) => {
      await press(page, 'History');
      await dialog(page).getByRole('row').first().waitFor();
    },
  },
  { name: 'snippets', tabs: true, narrow: true, open: open('Snippets') },
  { name: 'describe', open: open('Describe') },
  {
    name: 'writing help',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await press(page, 'Improve');
      await page.getByRole('button', { name: 'Use it' }).waitFor();
    },
    close: ({ page }) => press(page, 'Discard'),
  },
  {
    name: 'characters to name',
    open: async ({ page }) => {
      await prompt(page).fill('');
      await prompt(page).pressSequentially('@');
      await page.getByRole('listbox').waitFor();
    },
  },
];
