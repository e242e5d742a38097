/** Pictures: every way in, what is refused and why, their order and roles, the part that is sent, and what the relay gets. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { png } from './png.mjs';
import { connectRelay, generate, openDemo, openStudio, startRelay } from './studio.mjs';

const still = (name) => readFile(new URL(`../src/parts/stills/${name}.jpg`, import.meta.url));
const add = (page) => page.getByRole('button', { name: 'Add a picture' });
const tile = (page, n) => page.getByRole('button', { name: new RegExp(`^Picture ${n} of`) });
const toast = (page, text) => page.getByRole('status').getByText(text);

/** Waits for the draft on disk to be so. */
async function saved(call, isSo) {
  for (;;) {
    const { generation } = await call('get_draft');
    if (isSo(generation)) return generation;
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

async function pick(page) {
  await add(page).click();
  await page.getByRole('button', { name: 'Choose files…' }).click();
}

/** A clipboard without text; the studio looks into it, not the page. */
const pastePixels = (page) =>
  page.getByRole('textbox', { name: 'Prompt', exact: true }).evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });

test('files are picked, those that are no pictures are refused in words, and the others take the free roles', async (t) => {
  const { page, call, put, complaints } = await openStudio(t);
  await openDemo(page);
  await put('pick', 'a.jpg', await still('aurora'));
  await put('pick', 'b.jpg', await still('dunes'));
  await put('pick', 'c.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'));
  await put('pick', 'd.txt', Buffer.from('no picture'));
  await pick(page);
  await tile(page, 2).waitFor();
  await toast(page, 'c.heic: HEIC pictures cannot be read here. Save it as PNG or JPEG first.').waitFor();
  await toast(page, 'd.txt: This is not a picture.').waitFor();
  const { pictures } = await saved(call, ({ pictures }) => pictures.length === 2);
  assert.deepEqual(
    pictures.map(({ role, source }) => [role, source.from]),
    [
      ['first', 'stored'],
      ['reference', 'stored'],
    ],
  );
  assert.match(await tile(page, 1).getAttribute('aria-label'), /a\.jpg/);
  assert.deepEqual(complaints, []);
});

test('pixels are pasted into the prompt as a picture, and words as words', async (t) => {
  const { page, put } = await openStudio(t);
  await openDemo(page);
  await put('clipboard', 'pasted.png', png(640, 360));
  await pastePixels(page);
  await tile(page, 1).waitFor();
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.focus();
  await page.keyboard.insertText('a quay');
  assert.match(await prompt.evaluate((field) => field.value ?? field.textContent), /a quay/);
  assert.equal(await tile(page, 2).count(), 0);
});

test('files dropped in another room go into the composer', async (t) => {
  const { page, put, drop } = await openStudio(t);
  await openDemo(page);
  await page.getByRole('navigation').getByRole('button', { name: 'Activity' }).click();
  await put('drop', 'quay.png', png(640, 360));
  await drop('quay.png');
  await tile(page, 1).waitFor();
  assert.match(await tile(page, 1).getAttribute('aria-label'), /quay\.png/);
});

test('pictures change places by keyboard and by pointer, and the roles stay where they are', async (t) => {
  const { page, call, put } = await openStudio(t);
  await openDemo(page);
  for (const name of ['aurora', 'dunes', 'sea']) await put('pick', `${name}.jpg`, await still(name));
  await pick(page);
  await tile(page, 3).waitFor();
  const order = async () =>
    (await page.getByRole('button', { name: /^Picture \d of/ }).all()).map((one) => one.getAttribute('aria-label'));
  const names = async () => (await Promise.all(await order())).map((label) => /: (\w+)\.jpg/.exec(label)[1]);
  assert.deepEqual(await names(), ['aurora', 'dunes', 'sea']);

  await tile(page, 1).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.getByText('Picture moved to place 2 of 3, Reference.').waitFor({ state: 'attached' });
  assert.deepEqual(await names(), ['dunes', 'aurora', 'sea']);
  assert.match(
    await page.evaluate(() => document.activeElement.getAttribute('aria-label')),
    /^Picture 2 of 3, Reference: aurora/,
  );

  const from = await tile(page, 3).boundingBox();
  const to = await tile(page, 1).boundingBox();
  await page.mouse.move(from.x + 30, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 20, { steps: 12 });
  await page.mouse.up();
  assert.deepEqual(await names(), ['sea', 'dunes', 'aurora']);
  assert.equal(await page.getByRole('dialog').count(), 0);
  const { pictures } = await saved(call, ({ pictures }) => pictures.length === 3);
  assert.deepEqual(
    pictures.map(({ role }) => role),
    ['first', 'reference', 'reference'],
  );
});

test('a part is chosen by keyboard in the clip’s shape, shown as it is sent, and sent so', async (t) => {
  const relay = await startRelay(t);
  const { page, call, put } = await openStudio(t);
  await connectRelay(page, relay);
  await put('pick', 'square.png', png(1000, 1000));
  await pick(page);
  await tile(page, 1).click();
  const dialog = page.getByRole('dialog', { name: 'Crop' });
  const frame = dialog.getByRole('button', { name: /^Part of the picture/ });
  await frame.waitFor();
  await dialog.getByRole('button', { name: 'Middle' }).click();
  await frame.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  const width = Number(await dialog.getByLabel('Width', { exact: true }).last().inputValue());
  const height = Number(await dialog.getByLabel('Height', { exact: true }).last().inputValue());
  assert.equal(width, 990);
  assert.ok(Math.abs(width - (height * 16) / 9) <= 2, `${width} x ${height}`);
  await dialog.getByText(`${width} × ${height}`).waitFor();
  await dialog.getByRole('img', { name: 'The picture exactly as it is sent' }).waitFor();
  await dialog.getByRole('button', { name: 'Use this part' }).click();
  const { pictures } = await saved(call, ({ pictures }) => pictures[0]?.crop !== null && pictures.length === 1);
  assert.deepEqual([pictures[0].crop.width, pictures[0].crop.height], [width, height]);

  await generate(page, 'A pier in the rain');
  let bodies = [];
  while (bodies.length === 0) bodies = (await (await fetch(`${relay.address}/_sim/submits`)).json()).bodies;
  const [, type, base64] = /data:image\/(\w+);base64,([\w+/=]+)/.exec(JSON.stringify(bodies[0]));
  assert.equal(type, 'png');
  const sent = Buffer.from(base64, 'base64');
  assert.deepEqual([sent.readUInt32BE(16), sent.readUInt32BE(20)], [width, height]);
});

test('recent pictures are used again and taken off the list by keyboard', async (t) => {
  const { page, call, put } = await openStudio(t);
  await openDemo(page);
  await put('pick', 'a.jpg', await still('aurora'));
  await put('pick', 'b.jpg', await still('dunes'));
  await pick(page);
  await tile(page, 2).waitFor();
  await page.getByRole('button', { name: 'Remove picture: First frame' }).click();
  await tile(page, 2).waitFor({ state: 'detached' });

  await add(page).click();
  const recent = page.getByRole('group', { name: 'Recent' });
  await recent.getByRole('button', { name: 'Add a.jpg' }).waitFor();
  await recent.getByRole('button', { name: 'Add b.jpg' }).focus();
  await page.keyboard.press('Delete');
  await recent.getByRole('button', { name: 'Add b.jpg' }).waitFor({ state: 'detached' });
  assert.equal((await call('list_pictures')).length, 1);
  await page.keyboard.press('Enter');
  await tile(page, 2).waitFor();
});

test('more pictures than is known to be taken are only warned of', async (t) => {
  const { page, put, drop } = await openStudio(t);
  await openDemo(page);
  for (let n = 1; n <= 5; n += 1) await put('drop', `${n}.png`, png(640, 300 + n));
  await drop('1.png', '2.png', '3.png', '4.png', '5.png');
  await tile(page, 5).waitFor();
  await page.getByText('Pictures: more than 4 may be refused').waitFor();
  assert.equal(await add(page).count(), 1);
});

test('what a model takes no more stays under Recent, and it says so', async (t) => {
  const { page, put, drop } = await openStudio(t);
  await openDemo(page);
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('combobox', { name: 'Search models' }).fill('veo3.1-pro');
  await page.getByRole('option', { name: /Veo 3\.1 Pro/ }).click();
  for (let n = 1; n <= 3; n += 1) await put('drop', `${n}.png`, png(640, 300 + n));
  await drop('1.png', '2.png', '3.png');
  await tile(page, 2).waitFor();
  await toast(page, 'This model takes no more than 2 pictures. The picture is kept under Recent.').waitFor();
  assert.equal(await add(page).count(), 0);
});
