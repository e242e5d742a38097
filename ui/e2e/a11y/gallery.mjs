/** The gallery's screens: full, found, selected, trashed, with what opens from it. */
import { clipAt, dialog, goTo, press } from './screens.mjs';

const select = async (page, count) => {
  await (await clipAt(page, 2)).click();
  if (count > 1) await (await clipAt(page, 1 + count)).click({ modifiers: ['Shift'] });
};
const open =
  (button, ready = dialog) =>
  ({ page }) =>
    press(page, button).then(() => ready(page).waitFor());
const menu = (page) => page.getByRole('menu');
const inspector = (page) => page.getByRole('complementary', { name: 'Inspector' });

export const gallery = [
  {
    name: 'gallery',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await goTo(page, 'gallery');
      await clipAt(page, 3);
    },
  },
  {
    name: 'a clip selected',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await select(page, 1);
      await inspector(page)
        .getByRole('button', { name: /^Remix/ })
        .waitFor();
    },
  },
  {
    name: 'a clip under the pointer',
    open: async ({ page }) => {
      await (await clipAt(page, 3)).hover();
      await page.waitForTimeout(700);
    },
  },
  { name: 'menu of a clip', open: async ({ page }) => (await clipAt(page, 2)).click({ button: 'right' }) },
  {
    name: 'more actions of the inspector',
    open: async ({ page }) => {
      await inspector(page).getByRole('button', { name: 'More actions' }).click();
      await menu(page).waitFor();
    },
  },
  {
    name: 'preview',
    open: async ({ page }) => {
      await (await clipAt(page, 2)).click();
      await page.keyboard.press(' ');
      await page.getByRole('figure', { name: 'Preview' }).waitFor();
    },
    close: ({ page }) => page.keyboard.press(' '),
  },
  {
    name: 'several clips selected',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await select(page, 3);
      await page.getByRole('toolbar').waitFor();
    },
  },
  { name: 'tags of clips', open: ({ page }) => page.keyboard.press('t').then(() => dialog(page).waitFor()) },
  {
    name: 'all tags',
    open: async ({ page }) => {
      await page.keyboard.press('t');
      await press(page, 'Manage tags…');
      await page
        .getByRole('button', { name: /^Rename/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'a tag to merge into another',
    open: async ({ page }) => {
      await page.keyboard.press('t');
      await press(page, 'Manage tags…');
      await press(page, /^Merge “/);
      await page.getByRole('combobox', { name: 'Find the tag to merge into' }).waitFor();
    },
  },
  { name: 'collections of clips', open: open('Add to collection…') },
  {
    name: 'export',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await page.getByRole('toolbar').getByRole('button', { name: 'Export…' }).click();
      await dialog(page)
        .getByText(/\.mp4$/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'export, done',
    open: async ({ page }) => {
      await page.getByRole('toolbar').getByRole('button', { name: 'Export…' }).click();
      await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
      await dialog(page).getByRole('button', { name: 'Done' }).waitFor();
    },
  },
  {
    name: 'what is shown',
    tabs: true,
    open: async ({ page }) => {
      await page.keyboard.press('Escape');
      await press(page, /^Shown/);
      await dialog(page).waitFor();
    },
  },
  {
    name: 'a new collection',
    open: async ({ page }) => {
      await press(page, /^Shown/);
      await press(page, 'New collection');
      await page.getByRole('textbox', { name: 'Name' }).waitFor();
    },
  },
  { name: 'sort', open: open(/^Sort:/, menu) },
  { name: 'more of the gallery', open: open('More of the gallery', menu) },
  {
    name: 'filters',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await press(page, 'Filter');
      await dialog(page).getByRole('group', { name: 'Tags' }).getByRole('button').first().waitFor();
    },
  },
  {
    name: 'filtered',
    tabs: true,
    narrow: true,
    open: async ({ page }) => {
      await press(page, 'Filter');
      for (const name of [/^Favourites/, /^16:9/]) await dialog(page).getByRole('button', { name }).first().click();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'nothing found',
    open: async ({ page }) => {
      await page.getByLabel('Search', { exact: true }).first().fill('nothing is called so');
      await page.getByText('No clips match').waitFor();
    },
    close: ({ page }) => press(page, 'Clear search and filters'),
  },
  {
    name: 'failed',
    open: async ({ page }) => {
      await press(page, /^Shown/);
      await dialog(page)
        .getByRole('button', { name: /^Failed/ })
        .click();
      await page.getByRole('gridcell').first().click();
    },
  },
  {
    name: 'trash',
    tabs: true,
    narrow: true,
    open: async ({ page, call }) => {
      const { ids } = await call('find_clips', { query: {}, from: 40, most: 3 });
      await call('trash_clips', { ids });
      await press(page, /^Shown/);
      await dialog(page)
        .getByRole('button', { name: /^Trash/ })
        .click();
      await page.getByText('30 days left').first().waitFor();
    },
  },
  { name: 'emptying the trash', open: open('Empty trash…') },
  {
    name: 'all clips, with jobs',
    open: async ({ page }) => {
      await press(page, /^Shown/);
      await dialog(page)
        .getByRole('button', { name: /^All clips/ })
        .click();
      await page.getByRole('gridcell').first().click();
    },
  },
  { name: 'connections to choose', open: open(/^Connection:/, menu) },
  { name: 'shortcuts', narrow: true, open: ({ page }) => page.keyboard.press('?').then(() => dialog(page).waitFor()) },
  {
    name: 'which recipe',
    open: async ({ page, put, drop, exported }) => {
      const names = await exported();
      for (const [name, bytes] of names) await put('drop', name, bytes);
      await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('My own words');
      await drop(...names.map(([name]) => name));
      await press(page, 'Choose…');
      await dialog(page).waitFor();
    },
  },
  {
    name: 'messages',
    open: async ({ page }) => {
      await (await clipAt(page, 3)).click();
      await page.keyboard.press('Delete');
      await page.getByRole('status', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).waitFor();
    },
  },
];
