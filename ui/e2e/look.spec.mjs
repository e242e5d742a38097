/** Looking, among ten thousand clips: marks and frames in the theatre, the whole family, and clips compared in step. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_QUALITY, openLarge } from './studio.mjs';

const WAIT = { timeout: 120_000 };
const strip = (page) => page.getByRole('slider', { name: 'Position in the clip' });
const valueOf = async (slider) => Number(await slider.getAttribute('aria-valuenow'));
const times = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('video')].map(({ currentTime, paused, muted }) => ({ currentTime, paused, muted })),
  );

/** Waits for the clips of these jobs, in their order. */
async function clipsOf(call, jobs) {
  for (;;) {
    const all = await call('list_jobs');
    const clips = jobs.map(({ id }) => all.find((job) => job.id === id)?.clip_id ?? null);
    if (!clips.includes(null)) return clips;
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

/** A studio among ten thousand clips, with one more for each prompt, in the order of the prompts. */
async function studioOf(t, ...wanted) {
  const studio = await openLarge(t, { speed: 2_000, quality: DEMO_QUALITY });
  const { call } = studio;
  const { settings } = await call('get_session');
  const { generation } = await call('get_draft');
  const jobs = [];
  for (const given of wanted) {
    const draft = {
      connection_id: settings.connection_id,
      generation: { ...generation, model: 'sora-2', ...given },
      variations: 1,
    };
    jobs.push(...(await call('create_jobs', { draft })).jobs);
  }
  assert.equal(jobs.length, wanted.length);
  return { ...studio, connection_id: settings.connection_id, ids: await clipsOf(call, jobs) };
}

async function openTheatre(page, prompt) {
  const tile = page.getByRole('gridcell', { name: new RegExp(`^${prompt}`) }).first();
  await tile.locator('img').first().waitFor(WAIT);
  await tile.click();
  await page
    .getByRole('complementary', { name: 'Inspector' })
    .getByRole('button', { name: /^Remix/ })
    .waitFor(WAIT);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.theatre video')?.currentTime > 0.1, null, WAIT);
  await page.keyboard.press('k');
}

test('a stretch of a film is looped between marks, which are moved and cleared', async (t) => {
  const { page, complaints } = await studioOf(t, { prompt: 'A lighthouse' });
  await openTheatre(page, 'A lighthouse');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('i');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('o');
  const [begins, ends] = ['Loop begins', 'Loop ends'].map((name) => page.getByRole('slider', { name }));
  const [first, last] = [await valueOf(begins), await valueOf(ends)];
  assert.ok(last > first && first > 0);
  await page.keyboard.press('k');
  await page.waitForFunction(([frame]) => document.querySelector('video').currentTime * 24 < frame + 12, [first], WAIT);
  await page.waitForTimeout(1_600);
  const [{ currentTime, paused }] = await times(page);
  assert.ok(!paused && currentTime * 24 >= first - 1 && currentTime * 24 <= last + 6, `${currentTime}`);
  await ends.focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await valueOf(ends), last - 1);
  assert.equal(await valueOf(strip(page)), last - 1);
  await page.keyboard.press('Delete');
  await ends.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Loop the whole clip' }).click();
  await begins.waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
});

test('J runs it backwards and L on, faster with each press', async (t) => {
  const { page } = await studioOf(t, { prompt: 'A lighthouse' });
  await openTheatre(page, 'A lighthouse');
  await page.keyboard.press('End');
  const end = await valueOf(strip(page));
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.getByRole('button', { name: 'Speed: 2× backwards' }).waitFor();
  await page.waitForFunction((frame) => document.querySelector('.strip').ariaValueNow < frame - 10, end, WAIT);
  await page.keyboard.press('l');
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Speed: 2×', exact: true }).waitFor();
  await page.keyboard.press('k');
  await page.getByRole('button', { name: 'Speed: 1×', exact: true }).waitFor();
});

test('two clips are compared in step, and only there is there more than one player', async (t) => {
  const { page, ids, complaints } = await studioOf(
    t,
    { prompt: 'A lantern held high', duration_s: 15 },
    { prompt: 'A lantern at its side', duration_s: 10 },
  );
  await openTheatre(page, 'A lantern held high');
  assert.equal((await times(page)).length, 1);
  await page.keyboard.press('x');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /at its side/ })
    .click(WAIT);
  await page.waitForFunction(
    () => {
      const films = [...document.querySelectorAll('video')];
      return films.length === 2 && films.every(({ currentTime }) => currentTime > 0.5);
    },
    null,
    WAIT,
  );
  await page.keyboard.press(' ');
  await page.waitForFunction(() => [...document.querySelectorAll('video')].every(({ seeking }) => !seeking));
  const [a, b] = await times(page);
  assert.ok(a.paused && b.paused && Math.abs(a.currentTime - b.currentTime) < 1 / 24);
  assert.deepEqual([a.muted, b.muted], [false, true]);
  await page.keyboard.press('b');
  assert.deepEqual(
    (await times(page)).map(({ muted }) => muted),
    [true, false],
  );
  await page.getByText('B ends at 00:10').waitFor();
  await page.keyboard.press('End');
  await page.waitForFunction(() => [...document.querySelectorAll('video')].every(({ seeking }) => !seeking));
  const [long, short] = await times(page);
  assert.ok(long.currentTime > 14.5 && short.currentTime > 9.5 && short.currentTime < 10.1);
  const prompts = page.getByRole('row', { name: /Prompt/ });
  assert.deepEqual(await prompts.locator('mark').allTextContents(), ['held high', 'at its side']);
  await page.getByRole('switch', { name: 'Only differences' }).click();
  await page.getByRole('rowheader', { name: 'Model' }).waitFor({ state: 'detached' });
  await page.keyboard.press('2');
  const wiper = page.getByRole('slider', { name: 'Where the wipe stands' });
  await wiper.focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await wiper.getAttribute('aria-valuenow'), '52');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Theatre' }).waitFor();
  assert.equal((await times(page)).length, 1);
  assert.equal(ids.length, 2);
  assert.deepEqual(complaints, []);
});

test('the family is a tree that the arrow keys walk', async (t) => {
  const { page, call, connection_id, ids } = await studioOf(t, { prompt: 'Kites over a salt flat' });
  const [id] = ids;
  const plan = await call('plan_remix', { id, connection_id });
  const remix = { ...plan.generation, prompt: 'The same in snow' };
  const { jobs } = await call('create_jobs', { draft: { connection_id, generation: remix, variations: 2 } });
  await clipsOf(call, jobs);
  await openTheatre(page, 'Kites over a salt flat');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('i');
  const begins = page.getByRole('slider', { name: 'Loop begins' });
  const marked = await valueOf(begins);
  await page.keyboard.press('t');
  const tree = page.getByRole('group', { name: 'Family' });
  await tree.getByRole('button', { name: /^The beginning: Kites over a salt flat/ }).waitFor(WAIT);
  await tree.getByText('2 variations').waitFor();
  await page.keyboard.press('ArrowRight');
  assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /The same in snow$/);
  assert.equal(await page.locator('video').isVisible(), false);
  await page.keyboard.press('k');
  assert.ok((await times(page)).every(({ paused }) => paused));
  await page.keyboard.press('Escape');
  await begins.waitFor();
  assert.equal(await valueOf(begins), marked);
  await page.keyboard.press('t');
  await tree.getByRole('button', { name: /^The beginning: Kites over a salt flat/ }).waitFor(WAIT);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The same in snow' }).waitFor();
  assert.equal(await begins.count(), 0);
});
