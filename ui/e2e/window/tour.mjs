/**
 * `node tour.mjs FOLDER`: does the main job in the real window and saves a picture of each step in the folder.
 *
 * A picture that cannot be taken is reported and left out: it is no reason to fail a program that works.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow } from './driver.mjs';
import { doMainJob } from './main-job.mjs';

const TRIES = 3;

const folder = process.argv[2];
if (!folder) throw new Error('usage: node tour.mjs FOLDER');

/** Takes a picture, with some tries; says where it is, or why there is none. */
async function takePicture(window, name) {
  const file = join(folder, `${name}.png`);
  for (let tries = 1; tries <= TRIES; tries += 1)
    try {
      await window.picture(file);
      return file;
    } catch (error) {
      if (tries === TRIES) return `no picture (${error.message})`;
    }
}

const data = await mkdtemp(join(tmpdir(), 'dailies-tour-'));
const window = await openWindow(data);
let count = 0;
try {
  await doMainJob(window, async (name) => {
    count += 1;
    console.log(`  ${count}. ${name}: ${await takePicture(window, `${count}-${name}`)}`);
  });
} catch (error) {
  console.log(`  The display at that moment: ${await takePicture(window, 'trouble')}`);
  throw error;
} finally {
  await window.close();
  await rm(data, { recursive: true, force: true });
}
