/** The real window through tauri-driver and WebKitWebDriver: a client of the W3C WebDriver protocol, without dependencies. */
import { execFile, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { drawn, findByRole } from './page.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PATIENCE_MS = 30_000;
const STEP_MS = 50;
/** The time limit of one picture of the display. */
const PICTURE_MS = 10_000;

const run = promisify(execFile);

/** Starts the program that `DAILIES_APP` names, in English and dark, with its library in `data`; gives back its window. */
export async function openWindow(data) {
  const { DAILIES_APP: app, TAURI_DRIVER: driver = 'tauri-driver', DAILIES_LOG_FILE: log } = process.env;
  if (!app) throw new Error('DAILIES_APP names the program to drive');
  const [port, nativePort] = await Promise.all([freePort(), freePort()]);
  const started = spawn(driver, ['--port', String(port), '--native-port', String(nativePort)], {
    detached: true,
    stdio: ['ignore', 'ignore', log ? openSync(log, 'a') : 'inherit'],
    env: { ...process.env, DAILIES_DATA_DIR: data, LC_ALL: 'C.UTF-8', LANGUAGE: 'en', GTK_THEME: 'Adwaita:dark' },
  });
  const stop = () => endGroup(started.pid);
  try {
    await until('tauri-driver to answer', () => send(port, 'GET', '/status').catch(() => null));
    const capabilities = { alwaysMatch: { browserName: 'wry', 'tauri:options': { application: app } } };
    const session = await send(port, 'POST', '/session', { capabilities });
    return new Window(port, `/session/${session.sessionId}`, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Asks again and again until there is an answer that is neither null nor false. */
export async function until(what, ask, patience = PATIENCE_MS) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(STEP_MS)) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
  }
  throw new Error(`waited ${patience / 1000} s for ${what}`);
}

/** Ends a program and all that it started: the window outlives its drivers now and then. */
async function endGroup(leader) {
  const signal = (name) => {
    try {
      return process.kill(-leader, name);
    } catch {
      return false;
    }
  };
  signal('SIGTERM');
  await until('the window to be gone', () => !signal(0));
}

class Window {
  #port;
  #session;
  #stop;

  constructor(port, session, stop) {
    this.#port = port;
    this.#session = session;
    this.#stop = stop;
  }

  /** Runs a function in the page and gives back its result. It sees nothing of what is around it here. */
  read(inPage, ...args) {
    return this.#send('POST', '/execute/sync', { script: `return (${inPage})(...arguments)`, args });
  }

  /** The element of this role whose accessible name contains these words. */
  find(role, name) {
    return until(`the ${role} “${name}”`, () => this.read(findByRole, role, name));
  }

  async click(role, name) {
    const element = await this.find(role, name);
    await this.#send('POST', `/element/${element[ELEMENT]}/click`, {});
  }

  async type(role, name, text) {
    const element = await this.find(role, name);
    await this.#send('POST', `/element/${element[ELEMENT]}/value`, { text });
  }

  /** Presses one key in whatever has the focus. */
  async press(key) {
    const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value: key }));
    await this.#send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /**
   * Saves what the display shows of the page. WebDriver's own screenshot call never answers where WebKitGTK 2.50 draws
   * without DMA-BUF, as it does on a machine without a graphics card.
   */
  async picture(file) {
    await this.read(drawn);
    const area = await this.read(() => [screenX, screenY, innerWidth, innerHeight].map(Math.round));
    await run('scrot', ['--overwrite', '--autoselect', area.join(','), file], { timeout: PICTURE_MS });
  }

  async close() {
    await this.#send('DELETE', '').catch(() => null);
    await this.#stop();
  }

  #send(method, path, body) {
    return send(this.#port, method, this.#session + path, body);
  }
}

function send(port, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, async (answer) => {
      try {
        const { value } = JSON.parse(Buffer.concat(await answer.toArray()).toString());
        if (value?.error) reject(new Error(`${method} ${path}: ${value.error}: ${value.message}`));
        else resolve(value);
      } catch (error) {
        reject(error);
      }
    });
    asked.once('error', reject);
    asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error(`${method} ${path}: no answer`)));
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
