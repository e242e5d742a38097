/** `node pictures.mjs FOLDER LIBRARY`: takes the README's pictures of the gallery of a seeded library, in both themes. */
import { join } from 'node:path';
import { openWindow, until } from './driver.mjs';
import { posterCount, tileNames } from './page.mjs';

const PROMPT =
  'A small tin robot walks the wet quay at blue hour, lantern held high, rain falling through the harbour lights.';
const POSTERS = 8;

const [folder, library] = process.argv.slice(2);
if (!library) throw new Error('usage: node pictures.mjs FOLDER LIBRARY');

const window = await openWindow(library);
try {
  await window.read(invoke, 'open_demo', {});
  for (const theme of ['dark', 'light']) {
    const { settings } = await window.read(invoke, 'get_session', {});
    await window.read(invoke, 'save_settings', { settings: { ...settings, theme, inspector: true } });
    await until(`the ${theme} theme`, () => window.read(isShownIn, theme));
    await window.read(() => document.querySelector('textarea').select());
    await window.type('textbox', 'Prompt', PROMPT);
    await window.click('button', 'Generate');
    await until('a job that is under way', async () => (await window.read(tileNames)).some(isRendering));
    await until('posters', async () => (await window.read(posterCount)) >= POSTERS);
    await window.read(selectFirstClip);
    const file = join(folder, `gallery-${theme}.png`);
    await window.picture(file);
    console.log(`  ${file}`);
  }
} finally {
  await window.close();
}

function isRendering(name) {
  return name.startsWith('Rendering: ');
}

/** Performs a command as the page does. Runs in the page. */
function invoke(command, args) {
  return globalThis.__TAURI_INTERNALS__.invoke('call', { command, args });
}

/** Selects the gallery's first clip, leaving out the tiles of jobs. Runs in the page. */
function selectFirstClip() {
  const cells = [...document.querySelectorAll('[role=gridcell]')];
  cells.find((cell) => cell.querySelector('img') !== null)?.click();
}

/** Whether the page is drawn in this theme. Runs in the page. */
function isShownIn(theme) {
  return document.documentElement.dataset.theme === theme;
}
