/** `node start.mjs LIBRARY EMPTY ROUNDS`: from the start of the process to the gallery's first paint, in the real window. */
import { setTimeout as pause } from 'node:timers/promises';
import { openWindow, until } from '../e2e/window/driver.mjs';
import { median, say, spread } from './figure.mjs';
import { beganAt, findProgram, memoryOf } from './processes.mjs';

const [library, empty, rounds] = process.argv.slice(2);
const SETTLED_MS = 2_000;

const times = { many: [], none: [] };
const sizes = { many: [], none: [] };
// The first of each brings files into the system's cache.
for (let round = -1; round < Number(rounds); round += 1) {
  for (const [kind, data] of [
    ['many', library],
    ['none', empty],
  ]) {
    const { time, size } = await start(data);
    console.log(`  ${kind === 'many' ? library : 'an empty library'}: ${time.toFixed(0)} ms, ${size.toFixed(0)} MiB`);
    if (round < 0) continue;
    times[kind].push(time);
    sizes[kind].push(size);
  }
}
await say(
  'start.time',
  median(times.many),
  median(times.none),
  'ms',
  `${spread(times.many)} against ${spread(times.none)} ms`,
);
await say('start.memory', median(sizes.many), median(sizes.none), 'MiB');

async function start(data) {
  const window = await openWindow(data);
  try {
    const pid = await findProgram(process.env.DAILIES_APP, data);
    const seen = await until('the gallery', () => window.read(seenAt));
    await pause(SETTLED_MS);
    return { time: seen - (await beganAt(pid)), size: await memoryOf(pid) };
  } finally {
    await window.close();
  }
}

/** When the gallery was first painted, in ms UTC; null before. Runs in the page. */
function seenAt() {
  const [mark] = performance.getEntriesByName('gallery');
  return mark ? performance.timeOrigin + mark.startTime : null;
}
