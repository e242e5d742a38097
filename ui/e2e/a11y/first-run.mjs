/** The screens of a studio that holds nothing yet: the way in, its dialogs, and every room when it is empty. */
import { KEY } from '../studio.mjs';
import { dialog, goTo, press } from './screens.mjs';

/** `relay`: one that wants `KEY`. */
export const firstRun = (relay) => [
  {
    name: 'welcome',
    narrow: true,
    open: ({ page }) => page.getByRole('button', { name: 'Start with the demo' }).waitFor(),
  },
  {
    name: 'welcome, the test failed',
    open: async ({ page }) => {
      await page.getByRole('textbox', { name: 'Address' }).fill(relay.address);
      await page.getByLabel('Key', { exact: true }).fill('sk-wrong-000000000');
      await press(page, 'Test');
      await page.getByText('does not accept this key').waitFor();
    },
  },
  {
    name: 'welcome, without encryption',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await page.getByRole('textbox', { name: 'Address' }).fill('http://relay.example');
      await press(page, 'Test');
      await page.getByText('nothing sent there is encrypted').waitFor();
      await page.getByText('Proxy', { exact: true }).click();
      await page.getByRole('radio', { name: 'Through…' }).click();
    },
  },
  {
    name: 'keychain',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: 'System' }).click();
      await page.getByRole('textbox', { name: 'Address' }).fill(relay.address);
      await page.getByLabel('Key', { exact: true }).fill(KEY);
      await press(page, 'Test');
      await page.getByText('It works.').waitFor();
      await press(page, /^Connect and open/);
      await dialog(page).waitFor();
    },
    close: ({ page }) => press(page, 'Keep for this session'),
  },
  {
    name: 'gallery, empty',
    tabs: true,
    narrow: true,
    open: ({ page }) => page.getByText('Your first clip starts below').waitFor(),
  },
  ...['storyboards', 'characters', 'activity'].map((room) => ({
    name: `${room}, empty`,
    open: async ({ page }) => {
      await goTo(page, room);
      await page.locator('main h2').first().waitFor();
    },
  })),
  {
    name: 'trash, empty',
    open: async ({ page }) => {
      await goTo(page, 'gallery');
      await press(page, /^Shown/);
      await dialog(page)
        .getByRole('button', { name: /^Trash/ })
        .click();
      await page.getByText('The trash is empty').waitFor();
    },
  },
];
