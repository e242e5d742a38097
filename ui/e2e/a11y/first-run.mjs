/** The screens of a studio that holds nothing yet: the way in, its dialogs, and every room when it is empty. */
import { KEY } from '../studio.mjs';
import { dialog, goTo, press } from './screens.mjs';

/** A page whose studio does not open. */
const openingFailed = {
  name: 'opening failed',
  open: async ({ page }) => {
    const body = JSON.stringify({ code: 'disk', detail: 'disk I/O error' });
    await page.route('**/call', (route) => route.fulfill({ status: 400, contentType: 'application/json', body }));
    await page.reload();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  },
  close: async ({ page }) => {
    await page.unroute('**/call');
    await press(page, 'Try again');
  },
};

/** Files held over the window. Nothing is dropped: the page is told so by events that end after this one. */
const filesOverTheWindow = {
  name: 'files dragged over the window',
  open: async ({ page }) => {
    const change = JSON.stringify({ kind: 'drag_over', is_over: true });
    const events = { contentType: 'text/event-stream', body: `data: ${change}\n\n` };
    await page.route('**/events', (route) => route.fulfill(events));
    await page.reload();
    await page.getByRole('status').getByText('Drop pictures and videos here').waitFor();
  },
};

/** `relay`: one that wants `KEY`. */
export const firstRun = (relay) => [
  openingFailed,
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
  filesOverTheWindow,
];
