/** A studio, a relay and a browser for one spec: the headless core over a folder of its own, and the page it serves. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(TOP, 'target');
const HEADLESS = join(TARGET, 'debug/headless');
const SIMULATOR = join(TARGET, 'debug/dailies-simulator');
const SEED = join(TARGET, 'debug/examples/seed');

/** Chromium's own calls home fail slowly where there is no network. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this process: each test has a context of its own in it. */
let browser = null;
const launch = () => (browser ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: QUIET }));
after(async () => (await browser)?.close());

/** Films of a quarter of the size and 6 frames a second, drawn and read in a fraction of the time. */
const TINY = ['--quality', 'tiny'];
/** Films as the demo shows them: 24 frames a second. */
export const DEMO_QUALITY = [];

/** The key that the relay of `startRelay` wants. */
export const KEY = 'sk-e2e-canary-51c7e0aa';

/** Starts a program that prints its address when it listens. */
async function start(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = await Promise.race([
    new Promise((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then((code) => {
      throw new Error(`${program} ended with ${code} before it listened`);
    }),
  ]);
  const stop = async (signal) => {
    child.kill(signal);
    await ended;
  };
  return { address, stop };
}

/** A relay that wants `KEY`, with `balance` dollars to spend; `fault` asks it for trouble, `accepted` counts what it took. */
export async function startRelay(test, { speed = 1000, balance = null } = {}) {
  const limit = balance === null ? [] : ['--balance', String(balance)];
  const options = ['--speed', String(speed), ...limit, ...TINY];
  const { address, stop } = await start(SIMULATOR, ['--port', '0', '--key', KEY, ...options]);
  test.after(() => stop());
  return {
    address,
    fault: (fault) =>
      fetch(`${address}/_sim/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      }),
    accepted: async () => (await (await fetch(`${address}/_sim/submits`)).json()).accepted,
  };
}

/**
 * A realistic library of so many clips, to be given to `openStudio` as its library; whoever asks for it removes it. It is
 * made once and copied by hard links, which is safe because Dailies never writes into a clip's file.
 */
export async function seedLibrary(clips) {
  const shelf = join(TARGET, 'e2e');
  const seeded = join(shelf, `clips-${clips}`);
  await mkdir(shelf, { recursive: true });
  if (!existsSync(seeded)) {
    const making = await mkdtemp(join(shelf, 'making-'));
    const wanted = ['--clips', String(clips), '--data', making];
    if (existsSync(SEED)) await finished(SEED, [...wanted, '--films', join(TARGET, 'seed-films')]);
    else await finished('cargo', ['xtask', 'seed', ...wanted]);
    await rename(making, seeded).catch(async (error) => {
      // Another file of specs was quicker.
      if (!existsSync(seeded)) throw error;
      await rm(making, { recursive: true });
    });
  }
  const library = await mkdtemp(join(shelf, 'library-'));
  await finished('cp', ['-al', `${seeded}/.`, library]);
  for (const file of await readdir(library, { withFileTypes: true }))
    if (file.isFile()) {
      await rm(join(library, file.name));
      await copyFile(join(seeded, file.name), join(library, file.name));
    }
  return library;
}

/** Runs a program to its end. */
async function finished(program, args) {
  const child = spawn(program, args, { cwd: TOP, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}

/**
 * A studio on its built-in relay, and a page of it. Everything is stopped and removed when the test ends. `library`: it
 * opens that one, which stays.
 */
export async function openStudio(
  test,
  { speed = 200, width = 1280, height = 800, locale = 'en-GB', library = null, quality = TINY } = {},
) {
  const data = library ?? (await mkdtemp(join(tmpdir(), 'dailies-e2e-')));
  const desktop = await mkdtemp(join(tmpdir(), 'dailies-desktop-'));
  for (const folder of ['pick', 'films', 'clipboard', 'drop']) await mkdir(join(desktop, folder));
  const paths = ['--data', data, '--ui', join(TOP, 'ui/dist'), '--desktop', desktop];
  const args = [...paths, '--port', '0', '--speed', String(speed), '--poll-ms', '250', '--no-keychain', ...quality];
  let studio = await start(HEADLESS, args);
  const look = { viewport: { width, height }, locale, colorScheme: 'dark' };
  const context = await (await launch()).newContext(look);
  test.after(async () => {
    await context.close();
    await studio.stop();
    for (const folder of library === null ? [data, desktop] : [desktop])
      await rm(folder, { recursive: true, force: true });
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`),
  );
  await page.goto(studio.address);
  return {
    page,
    data,
    desktop,
    complaints,
    call: async (command, args_ = {}) => {
      const body = JSON.stringify({ command, args: args_ });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${studio.address}/call`, { method: 'POST', headers, body });
      return answer.json();
    },
    /** Puts a file where the desktop's dialogs (`pick`, `films`), its clipboard, or a drop finds it. */
    put: (folder, name, bytes) => writeFile(join(desktop, folder, name), bytes),
    /** Drops files that were put there on the window. */
    drop: (...names) =>
      fetch(`${studio.address}/drop`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ paths: names.map((name) => join(desktop, 'drop', name)) }),
      }),
    /** Kills the program as `kill -9` does, starts it again over the same library and opens the page anew. */
    killAndReopen: async () => {
      await studio.stop('SIGKILL');
      studio = await start(HEADLESS, args);
      await page.goto(studio.address);
    },
  };
}

/** A studio among ten thousand clips and on its built-in relay; its library goes with the test. */
export async function openLarge(test, options = {}) {
  const library = await seedLibrary(10_000);
  const studio = await openStudio(test, { ...options, library });
  test.after(() => rm(library, { recursive: true, force: true }));
  await studio.call('open_demo');
  await studio.page.getByRole('textbox', { name: 'Prompt' }).waitFor();
  return studio;
}

/** The first run's way into the demo. */
export async function openDemo(page) {
  await page.getByRole('button', { name: 'Start with the demo' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor();
}

/** Writes a prompt and sends it with the keyboard, as fast as it goes: no press may be lost. */
export async function generate(page, prompt) {
  const field = page.getByRole('textbox', { name: 'Prompt' });
  await field.fill(prompt);
  await field.press('Control+Enter');
}

/** The first run's way to a relay, its key kept for the session. */
export async function connectRelay(page, { address }) {
  await page.getByRole('textbox', { name: 'Address' }).fill(address);
  await page.getByLabel('Key', { exact: true }).fill(KEY);
  await page.getByRole('button', { name: /^Connect and open/ }).click();
  await page.getByRole('button', { name: 'Keep for this session' }).click();
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor();
}
