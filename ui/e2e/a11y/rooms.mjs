/** The screens of storyboards, characters and activity. */
import { png } from '../png.mjs';
import { dialog, goTo, press } from './screens.mjs';

const menu = (page) => page.getByRole('menu');
const open =
  (button, ready = dialog) =>
  ({ page }) =>
    press(page, button).then(() => ready(page).waitFor());
const leaveBoard = (page) => page.getByRole('main').getByRole('button', { name: 'Storyboards', exact: true }).click();

export const storyboards = [
  {
    name: 'storyboards',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await goTo(page, 'storyboards');
      await page.getByRole('button', { name: /^Night quay,/ }).waitFor();
    },
  },
  { name: 'actions for a storyboard', open: open('Actions for Night quay', menu) },
  { name: 'a storyboard text to paste', tabs: true, open: open(/^Paste a storyboard/) },
  {
    name: 'editor',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await press(page, /^Night quay,/);
      await page.getByRole('listbox', { name: 'Shots' }).getByRole('option').first().waitFor();
    },
  },
  { name: 'models for a storyboard', open: open(/^Model:/, menu) },
  { name: 'name of the storyboard', open: ({ page }) => press(page, 'Rename Night quay') },
  {
    name: 'live text over the editor',
    open: async ({ page }) => {
      await page.setViewportSize({ width: 960, height: 640 });
      await press(page, 'Live text');
    },
    close: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 1280, height: 800 });
    },
  },
  {
    name: 'characters to name in a shot',
    open: open('Insert a character', (page) => page.getByRole('combobox', { name: 'Scene of shot 1' })),
  },
  {
    name: 'storyboard, without shots',
    open: async ({ page }) => {
      await leaveBoard(page);
      await press(page, /^Unwritten,/);
      await page.getByText('No shots yet').waitFor();
    },
    close: ({ page }) => leaveBoard(page),
  },
];

export const characters = [
  {
    name: 'characters',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await goTo(page, 'characters');
      await page
        .getByRole('list', { name: /^Characters/ })
        .getByRole('button', { name: /^Moss/ })
        .waitFor();
    },
  },
  { name: 'a character', tabs: true, narrow: true, open: open(/^Moss/) },
  {
    name: 'new character, from a clip',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await press(page, 'New character');
      await page.getByRole('slider', { name: 'The range', exact: true }).waitFor();
    },
  },
  {
    name: 'clip for a character',
    open: async ({ page }) => {
      await press(page, 'New character');
      await dialog(page).getByRole('button', { name: /^Clip/ }).click();
      await page.getByRole('combobox', { name: 'Search the clips in your gallery' }).waitFor();
    },
  },
  {
    name: 'new character, from a URL',
    open: async ({ page }) => {
      await press(page, 'New character');
      await page.getByRole('radio', { name: 'From a video URL' }).click();
    },
  },
  {
    name: 'new character, reference pack',
    tabs: true,
    narrow: true,
    open: async ({ page, put }) => {
      await press(page, 'New character');
      await page.getByRole('radio', { name: 'Reference pack' }).click();
      await put('pick', 'pack.png', png(640, 360));
      await press(page, 'Choose files…');
      await page.getByRole('button', { name: /^Remove picture 1/ }).waitFor();
    },
  },
];

export const activity = [
  {
    name: 'activity',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await goTo(page, 'activity');
      await page.getByRole('heading', { name: /^Needs you/ }).waitFor();
    },
  },
  ...['Running', 'Downloading', 'Waiting', 'Stopped by you', 'Failed', 'Done'].map((group) => ({
    name: `activity, ${group}`,
    open: ({ page }) => page.getByRole('radio', { name: new RegExp(`^${group}`) }).click(),
  })),
  {
    name: 'activity, needs you, with details',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: /^Needs you/ }).click();
      for (const button of await page.getByRole('button', { name: /^(Details|Paste the link)/ }).all())
        await button.click();
    },
  },
  {
    name: 'menu of a job',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: 'All' }).click();
      await page.locator('.job').first().click({ button: 'right' });
      await menu(page).waitFor();
    },
  },
  { name: 'sending again', open: open(/^Send again/) },
];
