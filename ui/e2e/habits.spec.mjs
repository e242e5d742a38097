/** What a user expects of any good program: nothing typed is lost, delete can be undone, both languages, the keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generate, openDemo, openStudio } from './studio.mjs';

/** The relay draws the film itself: on a busy computer that takes its time. */
const RENDERED = { timeout: 180_000 };

test('what was typed is back after a kill', async (t) => {
  const { page, call, killAndReopen } = await openStudio(t);
  await openDemo(page);
  await page.getByRole('textbox', { name: 'Prompt' }).fill('A half-written thought about 灯塔');
  while ((await call('get_draft')).generation.prompt === '') await new Promise((wake) => setTimeout(wake, 50));
  await killAndReopen();
  const field = page.getByRole('textbox', { name: 'Prompt' });
  await field.waitFor();
  assert.equal(await field.inputValue(), 'A half-written thought about 灯塔');
});

test('a deleted clip comes back by undo', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  await generate(page, 'Dunes in low sun');
  const clip = page.getByRole('gridcell', { name: /Dunes in low sun/ });
  await page.locator('[role=gridcell] img').first().waitFor(RENDERED);
  await clip.first().focus();
  await page.keyboard.press('Delete');
  await page.getByText('Clip moved to the trash.').waitFor();
  assert.deepEqual((await call('find_clips', { query: {}, from: 0, most: 1000 })).ids, []);
  await page.getByRole('button', { name: 'Undo' }).click();
  await clip.first().waitFor();
  assert.equal((await call('find_clips', { query: {}, from: 0, most: 1000 })).ids.length, 1);
});

test('the program speaks the system’s language and switches while it runs', async (t) => {
  const { page } = await openStudio(t, { locale: 'zh-CN' });
  await page.waitForFunction(() => document.documentElement.lang.startsWith('zh'));
  assert.match(await page.locator('body').innerText(), /[\u4e00-\u9fff]/);
  assert.equal(await page.getByRole('button', { name: 'Start with the demo' }).count(), 0);
});

test('composing text with an input method does not send it', async (t) => {
  const { page, call } = await openStudio(t);
  await openDemo(page);
  const field = page.getByRole('textbox', { name: 'Prompt' });
  await field.fill('灯');
  await field.evaluate((element) => {
    const composing = { key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true };
    element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    element.dispatchEvent(new KeyboardEvent('keydown', composing));
    element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '塔' }));
  });
  await generate(page, '灯塔');
  await page.getByRole('gridcell').first().waitFor();
  const jobs = await call('list_jobs');
  assert.deepEqual(
    jobs.map((job) => job.generation.prompt),
    ['灯塔'],
  );
});

for (const [width, height] of [
  [1280, 800],
  [960, 640],
]) {
  test(`nothing is cut off at ${width}x${height}`, async (t) => {
    const { page } = await openStudio(t, { width, height });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok((await overflow()) <= 0);
    await openDemo(page);
    assert.ok((await overflow()) <= 0);
    const button = await page.getByRole('button', { name: 'Generate' }).first().boundingBox();
    assert.ok(button !== null && button.x + button.width <= width && button.y + button.height <= height);
  });
}
