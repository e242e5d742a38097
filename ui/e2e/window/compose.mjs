/** Composing in the real window, where WebKit's own keys, focus and decoder decide: a frame, a name, a storyboard. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow, until } from './driver.mjs';
import { posterCount } from './page.mjs';

/** Clips are rendered for real, perhaps on a busy machine. */
const PATIENCE_MS = 120_000;

let data;
let shown;

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'dailies-compose-'));
  shown = await openWindow(data);
  await shown.click('button', 'Start with the demo');
  await shown.find('textbox', 'Prompt');
});

after(async () => {
  await shown?.close();
  await rm(data, { recursive: true, force: true });
});

/** Calls a command as the page does. */
const call = (command, args = {}) => shown.read(invoked, command, args);

function invoked(command, args) {
  return window.__TAURI_INTERNALS__.invoke('call', { command, args });
}

test('a clip is continued from its last frame', async () => {
  await shown.type('textbox', 'Prompt', 'A lighthouse at dusk');
  await shown.click('button', 'Generate');
  await until('a poster', () => shown.read(posterCount).then((count) => count === 1), PATIENCE_MS);
  await shown.read(() => document.querySelector('[role=gridcell]').click());
  await shown.click('button', 'Continue');
  const [picture] = await until('the frame', async () => {
    const { pictures } = (await call('get_draft')).generation;
    return pictures.length > 0 && pictures;
  });
  assert.equal(picture.role, 'first');
  const { ids } = await call('find_clips', { query: {}, from: 0, most: 1000 });
  assert.equal(picture.from_clip, ids[0]);
});

test('a character of that clip is named with @ and goes with both its spaces', async () => {
  const { ids } = await call('find_clips', { query: {}, from: 0, most: 1000 });
  const { connection_id } = await call('get_draft');
  const source = { from: 'clip', clip_id: ids[0] };
  await call('create_character', { draft: { connection_id, name: 'Keeper', source, start_ms: 1_000, end_ms: 3_000 } });
  const [{ handle }] = await until('the character', async () => {
    const all = await call('list_characters');
    return all.length > 0 && all;
  });
  await shown.read(() => document.querySelector('textarea').select());
  await shown.type('textbox', 'Prompt', '灯塔里的@Kee');
  await shown.find('option', handle);
  await shown.press('\uE007');
  await until('the name', async () => (await call('get_draft')).generation.prompt === `灯塔里的@${handle} `);
  const draft = await call('get_draft');
  const { jobs } = await call('create_jobs', { draft });
  const [job] = jobs;
  assert.deepEqual(
    job.generation.cast.map((member) => member.handle),
    [handle],
  );
});

test('a storyboard is made, and what is typed outlives the window', async () => {
  const text = 'shot1：\nduration：4.5 秒\nscene：雨中的码头\n\nSHOT 2 :\n duration: 5.5sec\n the beam turns';
  const shots = await call('read_shots', { text });
  await call('create_storyboard', { name: 'Night quay', shots });
  await shown.click('button', 'Storyboards');
  await until('its card', () => shown.read(() => document.querySelector('main').innerText.includes('Night quay')));
  await shown.close();
  shown = await openWindow(data);
  await shown.find('textbox', 'Prompt');
  const [board] = await call('list_storyboards');
  assert.deepEqual(
    board.shots.map((shot) => shot.duration_ms),
    [4_500, 5_500],
  );
  const typed = await shown.read(() => document.querySelector('textarea').value);
  assert.match(typed, /^灯塔里的@/);
});
