/** Every wire format in the real window: what each makes is seen as a poster that was decoded from the film itself. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openWindow, until } from './driver.mjs';
import { posterCount, tileNames } from './page.mjs';

const WAYS = [
  { format: 'unified', model: 'sora-2', prompt: 'Dunes at noon by the unified format' },
  { format: 'create', model: 'sora-2', prompt: 'A forest in fog by the create format' },
  { format: 'openai', model: 'sora-2', prompt: 'An aurora over a lake by the OpenAI format' },
  { format: 'chat', model: 'sora_video2', prompt: 'Paper lanterns on a river by the chat format' },
];

/** Four clips are rendered for real, one after the other, perhaps on a busy machine. */
const PATIENCE_MS = 240_000;

let data;
let shown;

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'dailies-formats-'));
  shown = await openWindow(data);
});

after(async () => {
  await shown?.close();
  await rm(data, { recursive: true, force: true });
});

test('one clip comes home by each wire format', async () => {
  await shown.click('button', 'Start with the demo');
  await shown.find('textbox', 'Prompt');
  for (const way of WAYS) assert.equal(await shown.read(send, way), way.format);
  await until('four posters', () => shown.read(posterCount).then((count) => count === WAYS.length), PATIENCE_MS);
  const names = await shown.read(tileNames);
  for (const { prompt } of WAYS)
    assert.ok(
      names.some((name) => name.startsWith(prompt)),
      `${prompt}: ${names}`,
    );
});

/** Sends one prompt by one format, and says which format its job took. Runs in the page. */
async function send({ format, model, prompt }) {
  const call = (command, args) => window.__TAURI_INTERNALS__.invoke('call', { command, args });
  const [{ id }] = await call('list_connections', {});
  await call('set_connection_route', { id, proxy: { way: 'system' }, formats: { preferred: format, of_models: {} } });
  const draft = { connection_id: id, generation: { model, prompt }, variations: 1 };
  const { jobs } = await call('create_jobs', { draft });
  const [job] = jobs;
  return job.route.format;
}
