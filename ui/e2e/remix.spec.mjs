/** The next try: another version, what comes after, a part of what was asked for, whole batches, and the family that grows of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate, openDemo, openStudio } from './studio.mjs';

const prompt = (page) => page.getByRole('textbox', { name: 'Prompt', exact: true });
const inspector = (page) => page.getByRole('complementary', { name: 'Inspector' });
const textOf = (page) => prompt(page).evaluate((field) => field.value ?? field.textContent);

/** Waits until the gallery holds so many clips. */
async function clips(call, count) {
  for (;;) {
    const { ids } = await call('find_clips', { query: {}, from: 0, most: 1000 });
    if (ids.length >= count) return ids;
    await new Promise((wake) => setTimeout(wake, 100));
  }
}

async function firstClip(t) {
  const studio = await openStudio(t, { speed: 1000 });
  await openDemo(studio.page);
  await generate(studio.page, 'A lighthouse at dusk');
  const [id] = await clips(studio.call, 1);
  await studio.page.getByRole('gridcell', { name: /^A lighthouse/ }).click();
  await inspector(studio.page)
    .getByRole('button', { name: /^Remix/ })
    .waitFor();
  return { ...studio, id };
}

test('a remix says by which way it is made, and both are a family', async (t) => {
  const { page, call, id, complaints } = await firstClip(t);
  await inspector(page)
    .getByRole('button', { name: /^Remix/ })
    .click();
  const connection_id = (await call('get_session')).settings.connection_id;
  const { way } = await call('plan_remix', { id, connection_id });
  const told = {
    remix: /A remix of this clip, by its relay/,
    video: /made from the clip as a video/,
    last_frame: /last frame/,
  };
  await page.getByText(told[way]).waitFor();
  await generate(page, 'The same lighthouse in snow');
  const [made] = await clips(call, 2);
  await page.getByRole('gridcell', { name: /in snow/ }).click();
  const family = inspector(page).getByRole('group', { name: 'Family' });
  await family.getByRole('button', { name: /A lighthouse at dusk$/ }).click();
  await inspector(page).getByText('led to 1').waitFor();
  assert.deepEqual(
    (await call('get_family', { id: made })).from.map(({ clip_id }) => clip_id),
    [id],
  );
  assert.deepEqual(complaints, []);
});

test('a clip goes on from its last frame, its prompt ready to be replaced', async (t) => {
  const { page, call, id } = await firstClip(t);
  await inspector(page).getByRole('button', { name: 'Continue from last frame' }).click();
  await page.getByText('Continues the clip: begins with its last frame.').waitFor();
  await page.getByRole('button', { name: /^Picture 1 of 1, First frame/ }).waitFor();
  await page.waitForFunction(() => getSelection().toString() !== '' || document.activeElement.selectionEnd > 0);
  await page.keyboard.insertText('The beam goes out');
  assert.equal(await textOf(page), 'The beam goes out');
  await page.keyboard.press('Control+Enter');
  const [made] = await clips(call, 2);
  assert.deepEqual((await call('get_family', { id: made })).from, [{ clip_id: id, kinship: 'continuation' }]);
});

test('a part of what was asked for is used again', async (t) => {
  const { page } = await firstClip(t);
  await prompt(page).fill('Something else');
  await inspector(page).getByRole('button', { name: 'Reuse settings' }).click();
  await page.getByRole('menuitem', { name: 'Prompt only' }).click();
  await page.waitForFunction(
    () => (document.activeElement.value ?? document.activeElement.textContent) === 'A lighthouse at dusk',
  );
});

test('wildcards are counted before they are sent, and each makes its job', async (t) => {
  const { page, call } = await openStudio(t, { speed: 1000 });
  await openDemo(page);
  await prompt(page).fill('A {pier|quay} at {dawn|noon|night}');
  await page.getByText('6 versions of this prompt').waitFor();
  await page.getByRole('button', { name: /^Generate 6 clips/ }).waitFor();
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByText('A quay at noon', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await prompt(page).press('Control+Enter');
  const jobs = page.getByRole('gridcell');
  await page.waitForFunction(() => document.querySelectorAll('[role="gridcell"]').length === 6);
  assert.equal(await jobs.count(), 6);
  const prompts = (await call('list_jobs')).map(({ generation }) => generation.prompt);
  assert.ok(prompts.includes('A quay at noon') && new Set(prompts).size === 6, prompts.join());
});

test('shots are marks on the film, and keys go from one to the next', async (t) => {
  const { page, call } = await openStudio(t, { speed: 1000 });
  await openDemo(page);
  const text = 'Shot 1:\nduration: 5sec\nScene: A quay\n\nShot 2:\nduration: 5sec\nScene: A lighthouse';
  await generate(page, text);
  await clips(call, 1);
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  const strip = page.getByRole('slider', { name: 'Position in the clip' });
  await strip.waitFor();
  await page.waitForFunction(() => Number(document.querySelector('[role="slider"][aria-valuemax]').ariaValueMax) > 50);
  await page.keyboard.press('k');
  await page.keyboard.press('Home');
  await page.keyboard.press(']');
  assert.match(await strip.getAttribute('aria-valuetext'), /Shot 2: A lighthouse$/);
  await page.keyboard.press('[');
  assert.match(await strip.getAttribute('aria-valuetext'), /Shot 1: A quay$/);
});

test('the parts of a film are played one after the other', async (t) => {
  const { page, call } = await openStudio(t, { speed: 1000 });
  await openDemo(page);
  await prompt(page).fill('x');
  const models = await call('list_models', { id: (await call('get_session')).settings.connection_id });
  const model = models.find(
    ({ makes, offered, controls }) =>
      makes === 'film' && offered !== false && !controls.takes_storyboard && controls.pictures?.roles.includes('first'),
  );
  const shots = ['A quay', 'A pier'].map((scene) => ({ scene, duration_ms: 5_000 }));
  const board = await call('create_storyboard', { name: 'Harbour', shots });
  const draft = { ...board.draft, generation: { ...board.draft.generation, model: model.id } };
  const generation = { ...draft.generation, duration_s: model.controls.durations_s[0] ?? null, pictures: [] };
  await call('save_storyboard', { id: board.id, name: 'Harbour', shots, draft: { ...draft, generation } });
  const { jobs: made } = await call('create_storyboard_jobs', { id: board.id });
  assert.equal(made.length, 2);
  await clips(call, 2);
  await page.getByRole('gridcell', { name: /A quay/ }).click();
  await inspector(page).getByRole('button', { name: 'Play all' }).click();
  await page.getByText('Part 1 of 2').waitFor();
  await page.keyboard.press('End');
  await page.getByText('Part 2 of 2').waitFor();
  await page.getByRole('button', { name: 'Previous part' }).click();
  await page.getByText('Part 1 of 2').waitFor();
});
