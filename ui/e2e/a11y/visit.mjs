/**
 * Visits screens one after the other and checks each with axe. A screen is `{name, open, close, narrow, tabs}`: `open` leads to it
 * from the one before; `close` leaves it (without it Escape closes what is open); `narrow` checks it in the smallest window too;
 * `tabs` walks through it with the Tab key.
 */
import { audit, auditColours } from './axe.mjs';
import { closeAll } from './screens.mjs';
import { walk } from './walk.mjs';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 960, height: 640 };

async function inLight(page, act) {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator(':root[data-theme="light"]').waitFor();
  const found = await act();
  await page.emulateMedia({ colorScheme: 'dark' });
  return found;
}

async function inNarrow(page, act) {
  await page.setViewportSize(NARROW);
  const found = await act();
  await page.setViewportSize(WIDE);
  return found;
}

/** The violations of these screens, one line each. */
export async function violations(studio, screens) {
  const { page } = studio;
  const found = [];
  for (const { name, open, close = () => closeAll(page), narrow = false, tabs = false } of screens) {
    await open(studio);
    found.push(...(await audit(page, name)));
    found.push(...(await inLight(page, () => auditColours(page, `${name}, light`))));
    if (narrow) found.push(...(await inNarrow(page, () => audit(page, `${name}, narrow`))));
    if (tabs) found.push(...(await walk(page, name)));
    await close(studio);
  }
  return found;
}
