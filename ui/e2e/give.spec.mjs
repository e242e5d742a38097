/** Giving: films leave with their recipe, bit for bit what they were, and come back into another library, each told apart. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { png } from './png.mjs';
import { generate, openDemo, openLarge, openStudio } from './studio.mjs';

const RENDERED = { timeout: 110_000 };
const clip = (page, words) => page.getByRole('gridcell', { name: new RegExp(`^${words}`) });
const toast = (page, text) => page.getByRole('status').getByText(text);
const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const dialog = (page) => page.getByRole('dialog', { name: /^Export/ });
const count = async (call) => (await call('get_clips', { ids: Array.from({ length: 99 }, (_, at) => at + 1) })).length;

/** The draft on disk, as soon as something stands in it. */
async function saved(call) {
  for (;;) {
    const { generation } = await call('get_draft');
    if (generation.prompt !== '') return generation;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

/** What a field says, whether it is an input or a text that is edited. */
const said = (field) => field.evaluate((element) => element.value ?? element.textContent);

async function made(page, words) {
  await generate(page, words);
  await clip(page, words).locator('img').first().waitFor(RENDERED);
}

/** Every file under a folder, by its path there. */
async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Exports what is selected, and gives the files that were written. */
async function exported(page, desktop) {
  await dialog(page).getByRole('button', { name: 'Export', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  return files(join(desktop, 'exports'));
}

/** Opens the export of the clip that is selected. */
async function open(page) {
  await page.getByRole('complementary').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /^Export/ }).click();
  await dialog(page).waitFor();
}

/** A studio on the demo with one clip, its export open. */
async function withClip(test, words) {
  const studio = await openStudio(test, { speed: 1000 });
  await openDemo(studio.page);
  await made(studio.page, words);
  await clip(studio.page, words).click();
  return studio;
}

test('what was exported with its recipe brings prompt, settings and pictures back in another library', async (t) => {
  const giver = await openStudio(t, { speed: 1000 });
  const { page, call, put, desktop, data } = giver;
  await openDemo(page);
  await made(page, 'Snow on the quay');
  await put('pick', 'harbour.png', png(640, 360));
  await page.getByRole('button', { name: 'Add a picture' }).click();
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await page.getByRole('button', { name: /^Picture 1 of/ }).waitFor();
  await made(page, 'A lighthouse at dusk, 灯塔');

  await clip(page, 'A lighthouse').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('toolbar').getByRole('button', { name: 'Export…' }).click();
  await dialog(page).getByRole('heading', { name: 'Export 2 clips' }).waitFor();
  await dialog(page).getByRole('switch', { name: 'Poster' }).click();
  const names = dialog(page).getByRole('textbox', { name: 'Names' });
  await names.fill('{nothing}');
  await dialog(page).getByText('{nothing} is not a field.').waitFor();
  assert.ok(await dialog(page).getByRole('button', { name: 'Export', exact: true }).isDisabled());
  await names.fill('pitch/{count} ');
  await dialog(page).getByRole('button', { name: 'Insert Prompt, {prompt}' }).click();
  await dialog(page)
    .getByText(/^pitch\/2.*\.mp4$/)
    .waitFor();
  const written = await exported(page, desktop);
  assert.deepEqual(written.map((file) => file.slice(-4)).sort(), ['.jpg', '.jpg', '.mp4', '.mp4']);

  const films = await Promise.all(written.filter((file) => file.endsWith('.mp4')).map((file) => readFile(file)));
  const kept = (await files(join(data, 'clips'))).filter((file) => file.endsWith('.mp4'));
  assert.equal(kept.length, 2);
  for (const file of kept) {
    const film = await readFile(file);
    const copy = films.find((bytes) => bytes.length > film.length && bytes.subarray(0, film.length).equals(film));
    assert.ok(copy, 'a film is in its copy as it was, with a recipe behind it');
  }

  const name = written.find((file) => /lighthouse.*\.mp4$/i.test(file));
  const sent = (await call('list_jobs')).find(({ generation }) =>
    generation.prompt.startsWith('A lighthouse'),
  ).generation;
  const taker = await openLarge(t);
  await taker.page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
  await taker.put('drop', 'pitch.mp4', await readFile(name));
  await taker.drop('pitch.mp4');
  await toast(taker.page, 'Prompt, settings and pictures are back in the composer.').waitFor();
  await taker.page.getByRole('button', { name: /^Picture 1 of 1/ }).waitFor();
  assert.equal(await said(prompt(taker.page)), 'A lighthouse at dusk, 灯塔');
  await clip(taker.page, 'A lighthouse at dusk, 灯塔').waitFor();
  const draft = await saved(taker.call);
  for (const setting of ['model', 'prompt', 'aspect_ratio', 'duration_s', 'resolution', 'toggles', 'seed'])
    assert.deepEqual(draft[setting], sent[setting], setting);
  const shape = ({ role, source }) => [role, source];
  assert.deepEqual(draft.pictures.map(shape), sent.pictures.map(shape));
  assert.deepEqual([...giver.complaints, ...taker.complaints], []);
});

test('a recipe is offered where something stands in the composer, and can be taken back', async (t) => {
  const { page, put, drop, desktop } = await withClip(t, 'Ink in water');
  await open(page);
  const [film] = await exported(page, desktop);
  await prompt(page).fill('My own words');
  await put('drop', 'ink.mp4', await readFile(film));
  await drop('ink.mp4');
  await toast(page, 'The gallery has this video already.').waitFor();
  await toast(page, 'This video carries its recipe.').waitFor();
  assert.equal(await said(prompt(page)), 'My own words');
  await page.getByRole('button', { name: 'Use it' }).click();
  await toast(page, 'are back in the composer').waitFor();
  assert.equal(await said(prompt(page)), 'Ink in water');
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.equal(await said(prompt(page)), 'My own words');
});

test('a film that is there already is noticed, in the trash too', async (t) => {
  const { page, call, put, drop, desktop } = await withClip(t, 'Rain on glass');
  await open(page);
  const [film] = await exported(page, desktop);
  await clip(page, 'Rain on glass').focus();
  await page.keyboard.press('Delete');
  await clip(page, 'Rain on glass').waitFor({ state: 'detached' });
  await put('drop', 'rain.mp4', await readFile(film));
  await drop('rain.mp4');
  await toast(page, 'it is in the trash').waitFor();
  await page.getByRole('button', { name: 'Restore' }).click();
  await clip(page, 'Rain on glass').waitFor();
  assert.equal(await count(call), 1);
});

test('films are picked by key; one without a recipe is called by its file, and what is no film is refused in words', async (t) => {
  const { page, desktop } = await withClip(t, 'Dunes in low sun');
  await open(page);
  await dialog(page).getByRole('switch', { name: 'Recipe inside the video' }).click();
  assert.ok(await dialog(page).getByRole('switch', { name: 'Relay in the recipe' }).isDisabled());
  const [film] = await exported(page, desktop);
  const bytes = await readFile(film);

  const other = await openLarge(t);
  await other.put('films', 'a dunes.mp4', bytes);
  await other.put('films', 'b cut.mp4', bytes.subarray(0, bytes.length / 2));
  await other.put('films', 'c notes.mp4', Buffer.from('no film at all'));
  await other.page.keyboard.press('Control+o');
  await other.page.getByRole('status').getByText('Imported.', { exact: true }).waitFor();
  await toast(other.page, 'b cut.mp4: The video is cut off or damaged.').waitFor();
  await toast(other.page, 'c notes.mp4: This isn’t a video file.').waitFor();
  const brought = other.page.getByRole('gridcell', { name: /^a dunes\.mp4\. Imported/ });
  await brought.click();
  const inspector = other.page.getByRole('complementary');
  await inspector.getByText('Imported from').waitFor();
  assert.equal(await inspector.getByRole('button', { name: 'Reuse settings' }).count(), 0);
  await inspector.getByRole('button', { name: 'More actions' }).click();
  const again = other.page.getByRole('menuitem', { name: /^Generate again/ });
  assert.equal(await again.getAttribute('aria-disabled'), 'true');
  assert.match(await again.innerText(), /how it was made is not known/);
  assert.deepEqual(other.complaints, []);
});
