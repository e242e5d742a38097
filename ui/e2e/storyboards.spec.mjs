/** Storyboards: made by drag, by paste and by keyboard; what the relay gets of them; and nothing lost when the program dies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY, openDemo, openStudio, startRelay } from './studio.mjs';

const options = (page) => page.getByRole('listbox', { name: 'Shots' }).getByRole('option');
const scene = (page, n) => page.getByRole('textbox', { name: `Scene of shot ${n}` });
const live = (page) => page.getByRole('region', { name: 'The text as it is sent' });
const generate = (page) => page.getByRole('button', { name: /^Generate/ });
const sent = (page, what) => page.getByRole('status', { name: 'Messages' }).getByText(what, { exact: true });
const board = async (call) => (await call('list_storyboards'))[0];
const lengths = ({ shots }) => shots.map(({ duration_ms }) => duration_ms / 1000);
const scenes = ({ shots }) => shots.map(({ scene: words }) => words);

const ODD =
  '  SHOT 1 ：\n\nduration： 4 秒\n  Scene：Rain on tin，dusk\nshot2:\nDuration:5,5sec\nscene: a red boat\n   drifts\n\n';
const FOUR = [
  ['a quay', 4.5],
  ['a robot', 3],
  ['a beam', 4],
  ['lanterns', 2.5],
].map(([words, seconds]) => ({ scene: words, duration_ms: seconds * 1000 }));

/** Waits until what is on disk is as it should be. */
async function saved(call, isThere) {
  for (;;) {
    const found = await board(call);
    if (found && isThere(found)) return found;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function openRoom(page) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Storyboards' }).click();
  await page.getByRole('heading', { name: 'Storyboards', level: 1 }).waitFor();
}

async function openBoard(page, name) {
  await openRoom(page);
  await page.getByRole('button', { name: new RegExp(`^${name},`) }).click();
  await options(page).first().waitFor();
}

/** Four shots, in the editor. */
async function openFour(page, call) {
  await openDemo(page);
  await call('create_storyboard', { name: 'Night quay', shots: FOUR });
  await openBoard(page, 'Night quay');
}

/** As if the text was pasted where the focus is. */
const paste = (page, text) =>
  page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData('text/plain', words);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);

async function choose(page, name) {
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('menuitemradio', { name }).first().click();
}

async function bodies(relay, count) {
  for (;;) {
    const { bodies: sent } = await (await fetch(`${relay.address}/_sim/submits`)).json();
    if (sent.length >= count) return sent;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function useRelay(call, relay) {
  const { id } = await call('create_connection', {
    name: 'Harbor',
    base_url: relay.address,
    key: KEY,
    place: 'session',
  });
  await call('test_connection', { id });
}

test('a storyboard is made, its shots are dragged into another order and to another length', async (t) => {
  const { page, call, complaints } = await openStudio(t);
  await openDemo(page);
  await openRoom(page);
  await page.getByText('A clip of several shots').waitFor();
  await page.getByRole('button', { name: 'New storyboard' }).first().click();
  await scene(page, 1).fill('first');
  await page.getByRole('button', { name: 'Add shot' }).first().click();
  await scene(page, 2).fill('second');
  await saved(call, (one) => scenes(one).join() === 'first,second');
  assert.deepEqual(lengths(await board(call)), [5, 5]);

  const first = await options(page).nth(0).boundingBox();
  const second = await options(page).nth(1).boundingBox();
  await page.mouse.move(first.x + 60, first.y + 40);
  await page.mouse.down();
  await page.mouse.move(first.x + 80, first.y + 40);
  await page.mouse.move(second.x + second.width * 0.7, second.y + 40, { steps: 4 });
  await page.mouse.up();
  await saved(call, (one) => scenes(one).join() === 'second,first');

  // The edge of the first: one second of ten to the left.
  await options(page).nth(0).click();
  const line = second.x + second.width - first.x;
  await page.mouse.move(second.x - 2, second.y + 20);
  await page.mouse.down();
  await page.mouse.move(second.x - 2 - line / 10, second.y + 20, { steps: 5 });
  await page.getByText('4.0 s', { exact: true }).first().waitFor();
  await page.mouse.up();
  assert.deepEqual(lengths(await saved(call, (one) => lengths(one)[0] === 4)), [4, 5]);

  await page.keyboard.press('Control+z');
  assert.deepEqual(lengths(await saved(call, (one) => lengths(one)[0] === 5)), [5, 5]);
  await page.keyboard.press('Control+z');
  await saved(call, (one) => scenes(one).join() === 'first,second');
  await page.keyboard.press('Control+Shift+z');
  await saved(call, (one) => scenes(one).join() === 'second,first');
  assert.deepEqual(complaints, []);
});

test('a pasted text makes shots, however it is spaced, and can be taken back', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await openRoom(page);
  await paste(page, 'nothing of the kind');
  await page.getByRole('status', { name: 'Messages' }).getByText('No shots in this text').waitFor();
  await paste(page, ODD);
  await options(page).first().waitFor();
  assert.deepEqual((await board(call)).shots, [
    { scene: 'Rain on tin，dusk', duration_ms: 4_000 },
    { scene: 'a red boat drifts', duration_ms: 5_500 },
  ]);

  await page.getByRole('button', { name: 'Paste', exact: true }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('no shots here');
  await page.getByRole('dialog').getByText('No shots in this text').waitFor();
  await page.getByRole('textbox', { name: 'Text' }).fill('Shot 1:\nduration: 0.5sec\nScene: dawn');
  await page.getByText('1 shot, 0.5 s in all').waitFor();
  await page.getByRole('button', { name: 'Add after the last' }).click();
  assert.deepEqual(lengths(await saved(call, ({ shots }) => shots.length === 3)), [4, 5.5, 0.5]);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await saved(call, ({ shots }) => shots.length === 2);
});

test('shots are spread and fitted to the clip’s length', async (t) => {
  const { page, call } = await openStudio(t);
  await openFour(page, call);
  await page.getByText('4.0 s too long').waitFor();
  await page.getByRole('radio', { name: '15 s' }).click();
  await page.getByText('1.0 s left to place').waitFor();
  await page.getByRole('button', { name: 'Spread evenly' }).click();
  await page.getByText('Fills the clip').waitFor();
  assert.deepEqual(lengths(await saved(call, (one) => lengths(one)[0] !== 4.5)), [4.8, 3.3, 4.2, 2.7]);
  await page.getByRole('radio', { name: '10 s' }).click();
  await page.getByRole('button', { name: 'Fit' }).click();
  assert.deepEqual(lengths(await saved(call, (one) => lengths(one)[0] !== 4.8)), [3.2, 2.2, 2.8, 1.8]);
});

test('everything on the time line works by the keyboard, and is told', async (t) => {
  const { page, call } = await openStudio(t);
  await openFour(page, call);
  const told = page.locator('p[role="status"][aria-live="polite"].sr-only');
  const said = (text) => told.filter({ hasText: text }).first().waitFor({ state: 'attached' });
  await options(page).first().focus();
  await page.keyboard.press('ArrowRight');
  assert.match(
    await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
    /^Shot 2, 3\.0 s, a robot/,
  );
  await page.keyboard.press('Alt+ArrowRight');
  await said('Shot 2 is now shot 3');
  await page.keyboard.press('+');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('-');
  await said('Shot 3: 4.1 s, 15.1 s in all');
  assert.deepEqual(lengths(await saved(call, (one) => lengths(one)[2] === 4.1)), [4.5, 4, 4.1, 2.5]);
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await said('Shot 1 deleted');
  await saved(call, (one) => scenes(one).join() === 'a beam,a robot,lanterns');
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), /^Shot 1, .*a beam/);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Scene of shot 1');
  await page.keyboard.press('Control+z');
  await saved(call, ({ shots }) => shots.length === 4);
});

test('the relay gets exactly the live text, as one clip', async (t) => {
  const relay = await startRelay(t);
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await useRelay(call, relay);
  await openRoom(page);
  await paste(page, ODD);
  await page.getByRole('button', { name: 'Fit' }).click();
  await page.getByText('Fills the clip').waitFor();
  await scene(page, 2).press('End');
  await scene(page, 2).pressSequentially(' away');
  await live(page).getByText('drifts away').waitFor();
  const text = await live(page)
    .locator('pre')
    .evaluate((pre) => pre.textContent);
  assert.equal(
    text,
    'Shot 1:\nduration: 4.2sec\nScene: Rain on tin，dusk\n\nShot 2:\nduration: 5.8sec\nScene: a red boat drifts away',
  );
  await page.keyboard.press('Control+Enter');
  const [body, ...others] = await bodies(relay, 1);
  assert.deepEqual(others, []);
  assert.equal(body.prompt, text);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('gridcell').first().waitFor();

  const { clips } = await saved(call, (one) => one.clips.length === 1);
  assert.deepEqual((await call('get_clips', { ids: clips }))[0].shots.length, 2);
});

test('shots that do not fill the clip are told, and sent all the same', async (t) => {
  const { page, call } = await openStudio(t);
  await openFour(page, call);
  await page.getByText('It can be sent like this.').waitFor();
  await page.getByRole('button', { name: 'Make the clip 15 s' }).waitFor();
  await generate(page).click();
  await sent(page, 'Sent').waitFor();
  assert.equal((await call('list_jobs')).length, 1);
});

test('a model without storyboards makes one clip per shot, each from the last frame of the one before', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await call('create_storyboard', { name: 'Two', shots: FOUR.slice(0, 2) });
  await openBoard(page, 'Two');
  await choose(page, /Veo 3\.1.*One clip per shot/);
  await page.getByText('Sent as 2 clips, one a shot.').waitFor();
  await page.getByText('Each begins with the last frame').waitFor();
  await generate(page).click();
  await sent(page, 'Sent 2 clips').waitFor();
  const jobs = (await call('list_jobs')).sort((a, b) => a.id - b.id);
  assert.deepEqual(
    jobs.map(({ generation }) => [generation.prompt, generation.storyboard.shot]),
    [
      ['a quay', 1],
      ['a robot', 2],
    ],
  );
  assert.deepEqual(
    jobs.map(({ after }) => after),
    [null, jobs[0].id],
  );
  await saved(call, (one) => one.clips.length === 2);
});

test('what was being written is there after the program was killed', async (t) => {
  const { page, call, killAndReopen } = await openStudio(t);
  await openFour(page, call);
  await scene(page, 3).fill('a beam over the sea');
  await page.keyboard.press('Escape');
  await options(page).nth(2).focus();
  await page.keyboard.press('PageDown');
  await saved(call, (one) => lengths(one)[2] === 3);
  await killAndReopen();
  await openBoard(page, 'Night quay');
  assert.equal(await scene(page, 3).inputValue(), 'a beam over the sea');
  assert.deepEqual(lengths(await board(call)), [4.5, 3, 3, 2.5]);
});

test('switching rooms loses nothing, not even what can be taken back', async (t) => {
  const { page, call } = await openStudio(t);
  await openFour(page, call);
  await scene(page, 1).fill('typed a moment ago');
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { name: 'Gallery', level: 1 }).waitFor();
  assert.equal((await saved(call, (one) => scenes(one)[0] !== 'a quay')).shots[0].scene, 'typed a moment ago');
  await page.keyboard.press('Control+2');
  assert.equal(await scene(page, 1).inputValue(), 'typed a moment ago');
  await page.getByRole('button', { name: 'Undo' }).click();
  await saved(call, (one) => scenes(one)[0] === 'a quay');
});

test('storyboards are renamed, duplicated, deleted and brought back', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await call('create_storyboard', { name: 'Night quay', shots: FOUR });
  await openRoom(page);
  await page.getByRole('button', { name: /^Night quay,/ }).focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Quay');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Quay,/ }).waitFor();
  await page.getByRole('button', { name: 'Actions for Quay' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('button', { name: /^Quay \(copy\),/ }).waitFor();

  await page.getByRole('button', { name: /^Quay \(copy\),/ }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: /^Quay \(copy\),/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /^Quay \(copy\),/ }).waitFor();
  await page.getByRole('button', { name: /^Quay,/ }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('radio', { name: /^Trash/ }).click();
  await page.getByRole('button', { name: 'Restore Quay' }).click();
  await page.getByText('The trash is empty').waitFor();
  const left = (await call('list_storyboards')).filter(({ trashed_at }) => trashed_at === null);
  assert.deepEqual(left.map(({ name }) => name).toSorted(), ['Quay', 'Quay (copy)']);
});
