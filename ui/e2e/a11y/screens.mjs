/** What the screens of every room share: going to a room, and closing what was opened. */

/** The keys that lead to the rooms, the same in every language. */
export const ROOM_KEYS = {
  gallery: 'Control+1',
  storyboards: 'Control+2',
  characters: 'Control+3',
  activity: 'Control+4',
  settings: 'Control+,',
};

export const goTo = (page, room) => page.keyboard.press(ROOM_KEYS[room]);

const OPEN = '[role="dialog"], [role="menu"], [role="combobox"]';

/** Closes dialogs, menus and popovers, one after the other. */
export async function closeAll(page) {
  for (let left = 6; left > 0 && (await page.locator(OPEN).count()) > 0; left -= 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
}

export const press = (page, name) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
export const choose = (page, name) => page.getByRole('menuitem', { name }).first().click();
export const dialog = (page, name) => page.getByRole('dialog', name === undefined ? {} : { name }).last();

/** The `at`-th of the clips in sight whose pictures are there. */
export async function clipAt(page, at) {
  const cell = page
    .getByRole('gridcell')
    .filter({ has: page.locator('img') })
    .nth(at);
  await cell.waitFor();
  return cell;
}
