/** `node layout.mjs MANY FEW ROUNDS`: the page's own layout and view of a grid, bundled as the page is, without a page. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { median, percentile, say, spread } from './figure.mjs';

const [many, few, rounds] = process.argv.slice(2).map(Number);
const FRAME = { width: 1240, rowHeight: 158, gap: 6, headingHeight: 40 };
const FOOT = 200;
const PAGE = 800;
const RATIOS = [16 / 9, 16 / 9, 16 / 9, 9 / 16, 9 / 16, 1];
const STEPS = 500;

const { layOut, GridView } = await load('./grid.mjs');
const [large, small] = [many, few].map(itemsOf);
/** What was made last: nothing is made for nobody. */
const kept = { last: null };

// In turns; as many small ones as the clock can tell, since one takes less than it does.
const times = { large: [], small: [] };
const SMALL_ONES = 20;
for (let round = -2; round < rounds; round += 1) {
  const took = { large: timed(() => layOut(large, FRAME)), small: timed(smallOnes) / SMALL_ONES };
  if (round >= 0) for (const size of ['large', 'small']) times[size].push(took[size]);
}
await say('layout.whole', median(times.large), median(times.small), 'ms', `large ${spread(times.large)} ms`);

const steps = stepTimes(large);
await say(
  'layout.change',
  percentile(steps, 95),
  null,
  'ms',
  `median ${median(steps).toFixed(3)} ms, longest ${Math.max(...steps).toFixed(2)} ms`,
);

function smallOnes() {
  for (let count = 0; count < SMALL_ONES; count += 1) kept.last = layOut(small, FRAME);
}

/** What the page asks of the view when it was scrolled to anywhere. */
function stepTimes(items) {
  const given = { items, frame: FRAME, foot: FOOT, page: PAGE, active: null, subject: 0, start: null };
  const view = new GridView(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, () => value])));
  const next = sequence(3);
  const height = view.scrollHeight - PAGE;
  const took = Array.from({ length: STEPS }, () =>
    timed(() => {
      view.scrolledTo(next() * height);
      kept.last = [view.layerTop, view.headings, view.cells, view.rows, view.keys];
    }),
  );
  return took.slice(STEPS / 10);
}

function timed(act) {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** Newest first, over three years. */
function itemsOf(count) {
  const next = sequence(count);
  const every = (3 * 365 * 24 * 3_600_000) / count;
  return {
    keys: Float64Array.from({ length: count }, (_, index) => count - index),
    ratios: Float32Array.from({ length: count }, () => RATIOS[Math.floor(next() * RATIOS.length)]),
    times: Float64Array.from({ length: count }, (_, index) => Date.UTC(2026, 10, 22) - index * every),
    days: 'fall',
  };
}

function sequence(seed) {
  let state = seed;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

async function load(entry) {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('..', import.meta.url)),
    plugins: [svelte()],
    resolve: { conditions: ['browser'] },
    build: {
      write: false,
      minify: false,
      target: 'node20',
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es'] },
    },
  });
  const { code } = built[0].output[0];
  const folder = await mkdtemp(join(tmpdir(), 'dailies-bench-'));
  try {
    const file = join(folder, 'grid.mjs');
    await writeFile(file, code);
    return await import(pathToFileURL(file));
  } finally {
    await rm(folder, { recursive: true });
  }
}
