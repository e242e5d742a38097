/** The screens of the settings: every page, and what opens from it. */
import { dialog, goTo, press } from './screens.mjs';

const menu = (page) => page.getByRole('menu');
const open =
  (button, ready = dialog) =>
  ({ page }) =>
    press(page, button).then(() => ready(page).waitFor());
const show =
  (section) =>
  async ({ page }) => {
    await goTo(page, 'settings');
    await page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('button', { name: section, exact: true })
      .click();
  };

export const settings = [
  ...['General', 'Appearance', 'Writing help', 'Library', 'About'].map((section) => ({
    name: `settings: ${section}`,
    tabs: true,
    open: show(section),
  })),
  { name: 'settings: Models', tabs: true, narrow: true, open: show('Models') },
  {
    name: 'a model in a form',
    tabs: true,
    open: async ({ page }) => {
      await page
        .getByRole('textbox', { name: 'Search models' })
        .or(page.getByLabel('Search models'))
        .first()
        .fill('sora');
      await page
        .getByRole('button', { name: /^Sora 2/ })
        .first()
        .click();
    },
  },
  { name: 'a new model', open: open('Add a model') },
  {
    name: 'the file of the models',
    open: async ({ page }) => {
      await page.getByRole('radio', { name: 'Edit file' }).click();
      await page.getByRole('textbox', { name: 'Your catalogue file' }).fill('[[model]]\nid = \n');
      await press(page, /^Save/);
      await page.getByText('Not saved: there is a mistake.').waitFor();
    },
  },
  {
    name: 'settings: Connections',
    tabs: true,
    narrow: true,
    open: async (studio) => {
      const { page } = studio;
      await show('Connections')(studio);
      await page
        .getByRole('list', { name: 'Connections' })
        .getByRole('button', { name: /^Quayside/ })
        .click();
      await page.getByRole('group', { name: 'Balance' }).getByText(/^\$\d/).first().waitFor();
      await page.getByRole('radio', { name: 'Through…' }).click();
    },
  },
  { name: 'more of a connection', open: open('More', menu) },
  {
    name: 'removing a connection',
    open: async ({ page }) => {
      await press(page, 'More');
      await page.getByRole('menuitem', { name: 'Remove connection' }).click();
      await dialog(page).waitFor();
    },
  },
  { name: 'renaming a connection', open: open('Rename') },
  { name: 'another address', open: open('Change') },
  { name: 'another key', open: open('Replace') },
  {
    name: 'the built-in connection',
    open: ({ page }) =>
      page
        .getByRole('list', { name: 'Connections' })
        .getByRole('button', { name: /built in/i })
        .first()
        .click(),
  },
  { name: 'a new connection', tabs: true, narrow: true, open: ({ page }) => press(page, 'Add connection') },
];
