/** `node scroll.mjs LIBRARY SMALL SECONDS ROUNDS`: scrolls through the gallery of the real window, and times its frames. */
import { setTimeout as pause } from 'node:timers/promises';
import { openWindow, until } from '../e2e/window/driver.mjs';
import { median, percentile, say } from './figure.mjs';
import { findProgram, memoryOf } from './processes.mjs';

const [library, small, seconds, rounds] = process.argv.slice(2);
/** A quick turn of the wheel, in px a second: 120 a frame. */
const FLICK = 7_200;
/** A task that lasts longer than this is a long one (the Long Tasks API, which WebKit does not have). */
const LONG_MS = 50;

/** How fast a flight is, in px a second: all of the large gallery in the seconds that it has. */
let flightSpeed = null;
const large = [];
const few = [];
for (let round = 0; round < Number(rounds); round += 1) {
  large.push(await scroll(library));
  few.push(await scroll(small));
}

const [largeTasks, fewTasks] = [large, few].map((runs) =>
  runs.flatMap(({ flick, flight }) => [...flick.tasks, ...flight.tasks]),
);
const [long, fewLong] = [largeTasks, fewTasks].map((tasks) => tasks.filter((time) => time > LONG_MS).length);
const longest = `the longest ${Math.max(...largeTasks).toFixed(0)} ms`;
const beside = `with few clips ${fewLong}, the longest ${Math.max(...fewTasks).toFixed(0)} ms`;
await say('scroll.long', long, null, '', `${longest}; ${beside}`);
for (const [line, part] of [
  ['scroll.frame', 'flick'],
  ['scroll.leap', 'flight'],
]) {
  const [ours, theirs] = [large, few].map((runs) => runs.flatMap((run) => run[part].frames));
  const note = `medians ${median(ours).toFixed(1)} and ${median(theirs).toFixed(1)} ms`;
  await say(line, percentile(ours, 95), percentile(theirs, 95), 'ms', note);
}
const size = (runs, when) => median(runs.map((run) => run[when]));
const before = `before scrolling ${size(large, 'before').toFixed(0)} and ${size(few, 'before').toFixed(0)} MiB`;
await say('scroll.memory', size(large, 'after'), size(few, 'after'), 'MiB', before);

async function scroll(data) {
  const window = await openWindow(data);
  try {
    const pid = await findProgram(process.env.DAILIES_APP, data);
    await until('the gallery', () => window.read(() => performance.getEntriesByName('gallery').length > 0));
    await pause(2_000);
    const before = await memoryOf(pid);
    flightSpeed ??= (await window.read(room)) / Number(seconds);
    const flick = await move(window, FLICK, 'middle');
    const flight = await move(window, flightSpeed, 'top');
    await pause(1_000);
    const after = await memoryOf(pid);
    await window.read(goUp);
    await pause(2_000);
    const p95 = [flick, flight].map(({ frames }) => percentile(frames, 95).toFixed(1)).join(' and ');
    const task = Math.max(...flick.tasks, ...flight.tasks).toFixed(0);
    console.log(`  ${data}: p95 ${p95} ms, task ${task} ms, ${before.toFixed(0)} to ${after.toFixed(0)} MiB`);
    return { flick, flight, before, after };
  } finally {
    await window.close();
  }
}

/** The frames of a movement and the tasks meanwhile, in ms. A call may not last as long as the movement: it is begun, and asked for. */
async function move(window, speed, from) {
  const lasts = Number(seconds) * 1_000;
  await window.read(begin, speed, from, lasts);
  await pause(lasts);
  return until('the end of a scroll', () => window.read(() => window.benchMoved ?? null));
}

/** Where the gallery is left is where it opens again: what starts it next starts at its top. Runs in the page. */
function goUp() {
  document.querySelector('[role=grid]').closest('.viewport').scrollTop = 0;
}

/** How far the gallery scrolls, in px of its bar. Runs in the page. */
function room() {
  const { scrollHeight, clientHeight } = document.querySelector('[role=grid]').closest('.viewport');
  return scrollHeight - clientHeight;
}

/**
 * Moves by so many px a second, to and fro, and leaves the times between animation frames, and between beats that come whenever
 * the page's thread is free: what lasts longer than a beat is a task. Runs in the page.
 */
function begin(speed, from, lasts) {
  const viewport = document.querySelector('[role=grid]').closest('.viewport');
  const end = viewport.scrollHeight - viewport.clientHeight;
  const start = from === 'top' ? 0 : end / 2;
  const folded = (place) => end - Math.abs(end - (place % (2 * end)));
  const frames = [];
  const tasks = [];
  window.benchMoved = null;
  viewport.scrollTop = start;
  let first = null;
  let last = null;
  const frame = (now) => {
    first ??= now;
    if (last !== null) frames.push(now - last);
    last = now;
    viewport.scrollTop = folded(start + ((now - first) / 1_000) * speed);
    if (now - first < lasts) window.requestAnimationFrame(frame);
    else window.benchMoved = { frames, tasks };
  };
  let beaten = null;
  const beat = () => {
    const now = performance.now();
    if (beaten !== null) tasks.push(now - beaten);
    beaten = first === null ? null : now;
    if (window.benchMoved === null) setTimeout(beat, 0);
  };
  beat();
  // The first screen of the place begun at is not part of the movement.
  setTimeout(() => window.requestAnimationFrame(frame), 1_000);
}
