/** The wiring of the real window, and nothing that a smaller test can say. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow, until } from './driver.mjs';
import { CLIP, doMainJob, openTheatre } from './main-job.mjs';
import { film, posterCount, tileNames } from './page.mjs';

let data;
let shown;

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'dailies-smoke-'));
  shown = await openWindow(data);
  await shown.read(noteTrouble);
});

after(async () => {
  await shown?.close();
  await rm(data, { recursive: true, force: true });
});

test('a prompt becomes a clip that plays', async () => {
  await doMainJob(shown);
  const seen = await shown.read(film);
  assert.equal(seen.error, null);
  assert.ok(seen.videoWidth > 0 && seen.duration > 1, JSON.stringify(seen));
  assert.deepEqual(await shown.read(() => window.trouble), []);
});

test('the page reaches nothing but the one command', async () => {
  const refused = await shown.read(async () => {
    const ask = (command, args) =>
      window.__TAURI_INTERNALS__.invoke(command, args).then(
        () => 'allowed',
        (error) => String(error),
      );
    return [
      await ask('plugin:dialog|open', { options: {} }),
      await ask('plugin:opener|open_url', { url: 'https://example.com' }),
      await ask('plugin:event|emit', { event: 'change', payload: {} }),
    ];
  });
  for (const answer of refused) assert.match(answer, /not allowed/);
});

test('the content policy keeps the page at home', async () => {
  const broken = await shown.read(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        window.fetch('https://example.com/').catch(() => null);
      }),
  );
  assert.equal(broken, 'connect-src');
});

test('a second start says that the library is open', async () => {
  const second = spawn(process.env.DAILIES_APP, [], {
    env: { ...process.env, DAILIES_DATA_DIR: data, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let said = '';
    second.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    await until('the second start to say why', () => said.includes('already open with this library'));
    assert.equal(second.exitCode, null, 'its message stays until it is read');
  } finally {
    second.kill('SIGKILL');
  }
});

test('the clip is there after a restart, made once', async () => {
  await shown.close();
  shown = await openWindow(data);
  await until('the poster', () => shown.read(posterCount).then((count) => count > 0));
  // A tile is there before what is known of its clip.
  await until('its name', () => shown.read(tileNames).then(([name]) => name?.startsWith(CLIP) ?? false));
  assert.equal((await shown.read(tileNames)).length, 1);
  await openTheatre(shown);
});

/** Keeps what goes wrong in the page from now on. Runs in the page. */
function noteTrouble() {
  window.trouble = [];
  const note = (words) => window.trouble.push(words);
  window.addEventListener('error', (event) => note(event.message));
  window.addEventListener('unhandledrejection', (event) => note(String(event.reason)));
  document.addEventListener('securitypolicyviolation', (event) =>
    note(`${event.effectiveDirective} ${event.blockedURI}`),
  );
}
