/** A studio in which every room has something to show: clips, jobs in every state, storyboards, characters and two relays. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KEY, openStudio, seedLibrary, startRelay } from '../studio.mjs';

async function until(holds) {
  while (!(await holds())) await new Promise((wake) => setTimeout(wake, 100));
}

/** Sends a job; resolves as soon as it is in one of these states. */
async function send(call, connection_id, prompt, ...states) {
  const { generation } = await call('get_draft');
  const what = states.includes('done')
    ? { model: 'seedream-4.0', duration_s: null }
    : { model: 'sora-2', duration_s: 10 };
  const draft = { connection_id, generation: { ...generation, ...what, prompt }, variations: 1 };
  const { jobs } = await call('create_jobs', { draft });
  const [{ id }] = jobs;
  await until(async () => (await call('list_jobs')).some((job) => job.id === id && states.includes(job.state)));
  return id;
}

/** Two jobs that are downloading: the file of the first does not begin, that of the second is refused again and again. */
async function sendDownloads(call, harbor, relay) {
  const body = JSON.stringify({ status: 'SUCCESS', data: { output: `${relay.address}/files/late.mp4` } });
  const sendOne = async (prompt, fault) => {
    await relay.fault({ fault: 'answer', on: 'poll', status: 200, body });
    await relay.fault({ on: 'file', ...fault });
    await send(call, harbor, prompt, 'downloading');
  };
  await sendOne('A heron at first light', { fault: 'slow', delay_ms: 3_600_000 });
  await sendOne('A ferry in fog', { fault: 'status', status: 503, times: 1_000 });
}

/**
 * A job in each state that the rooms show, which stays in it. A still is the one that is done, and those that run will fail one
 * day: so nothing has to render a film, which takes a busy computer long.
 */
async function sendJobs(call, demo, harbor, relay) {
  await send(call, demo, 'A lighthouse at dusk', 'done');
  await send(call, demo, 'A pier in the rain [fail: error]', 'failed');
  await send(call, demo, 'A lantern held high [drop: before]', 'unknown');
  await relay.fault({ fault: 'answer', on: 'poll', status: 200, body: '{"status":"SUCCESS","data":{"output":""}}' });
  await send(call, harbor, 'Ink in water [fail: error]', 'result_missing');
  await sendDownloads(call, harbor, relay);
  await send(call, harbor, 'Dunes in low sun [slow] [fail: moderation]', 'running');
  await send(call, harbor, 'Snow on the quay [fail: moderation]', 'ready');
  await call('stop_job', { id: await send(call, harbor, 'A red boat [fail: moderation]', 'ready') });
}

async function fillRooms(call) {
  const shots = ['a quay', 'a robot', 'a beam'].map((scene) => ({ scene, duration_ms: 4_000 }));
  await call('create_storyboard', { name: 'Night quay', shots });
  await call('create_storyboard', { name: 'Unwritten', shots: [] });
  const { id } = await call('create_storyboard', { name: 'Old', shots });
  await call('trash_storyboard', { id });
  const pack = { handle: 'moss', description: 'a mossy stone', pictures: [] };
  await call('create_pack', { form: { name: 'Moss', notes: '', tags: ['stone'], pack } });
  await call('save_snippet', { name: 'Night light', text: 'lit by one lantern' });
}

/** As `openStudio`, with `made`, the prompt of a clip that a job made, and `exported`, two exported files with their recipes. */
export async function openFurnished(t) {
  const library = await seedLibrary(10_000);
  t.after(() => rm(library, { recursive: true, force: true }));
  const relay = await startRelay(t, { speed: 1, balance: 5 });
  const studio = await openStudio(t, { library, speed: 2_000 });
  const { call, page, desktop } = studio;
  const demo = await call('open_demo');
  const place = { name: 'Quayside', base_url: relay.address, key: KEY, place: 'session', plain_http: null };
  const harbor = await call('create_connection', place);
  await call('test_connection', { id: harbor.id });
  const { settings } = await call('get_session');
  await call('save_settings', { settings: { ...settings, max_running: 1, theme: 'system' } });
  await fillRooms(call);
  await sendJobs(call, demo.id, harbor.id, relay);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await page.reload();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
  const exported = async () => {
    const { ids } = await call('find_clips', { query: {}, from: 1, most: 2 });
    await call('export_clips', { ids, form: { template: '{number}', extras: ['recipe_in_film'] } });
    const folder = join(desktop, 'exports');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.mp4'));
    return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))]));
  };
  return { ...studio, made: 'A lighthouse at dusk', exported };
}
