/** The program as the kernel knows it: its processes, when the first one began, and what they take of memory. Linux only. */
import { readdir, readFile, readlink } from 'node:fs/promises';

const TICK_MS = 10;

/** The process of the window with its library in `data`. */
export async function findProgram(app, data) {
  for (const pid of await pids()) {
    const path = await readlink(`/proc/${pid}/exe`).catch(() => null);
    if (path !== app) continue;
    const settings = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (settings.split('\0').includes(`DAILIES_DATA_DIR=${data}`)) return pid;
  }
  throw new Error(`${app} does not run`);
}

/** When a process began, in ms UTC. */
export async function beganAt(pid) {
  const { began } = await stat(pid);
  const uptime = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]) * 1_000;
  return Date.now() - uptime + began * TICK_MS;
}

/** Proportional set size of a process and all that came of it, in MiB. */
export async function memoryOf(root) {
  const parents = new Map();
  for (const pid of await pids()) parents.set(pid, (await stat(pid).catch(() => null))?.parent);
  const belongs = (pid) => pid !== undefined && (pid === root || belongs(parents.get(pid)));
  const sizes = [...parents.keys()].filter(belongs).map(async (pid) => {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_024;
}

async function pids() {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** The program's name stands in brackets and may hold anything: fields are counted after it. */
async function stat(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), began: Number(fields[19]) };
}
