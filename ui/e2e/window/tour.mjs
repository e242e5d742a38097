/** `node tour.mjs FOLDER`: shows the main job in the real window and leaves a picture of each step in the folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow } from './driver.mjs';
import { doMainJob } from './main-job.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('usage: node tour.mjs FOLDER');

const data = await mkdtemp(join(tmpdir(), 'dailies-tour-'));
const window = await openWindow(data);
let count = 0;
try {
  await doMainJob(window, async (name) => {
    count += 1;
    const file = join(folder, `${count}-${name}.png`);
    await window.picture(file);
    console.log(`  ${count}. ${name}: ${file}`);
  });
} catch (error) {
  await window.picture(join(folder, 'trouble.png'));
  throw error;
} finally {
  await window.close();
  await rm(data, { recursive: true, force: true });
}
