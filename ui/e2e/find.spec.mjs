/** Browsing and finding among ten thousand clips: searching, filtering, sorting, going to a month, and coming back. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { openStudio, seedLibrary } from './studio.mjs';

const CLIPS = 10_000;
let library;
before(async () => (library = await seedLibrary(CLIPS)));
after(() => rm(library, { recursive: true, force: true }));

const field = (page) => page.getByRole('searchbox', { name: 'Search' });
const cells = (page) => page.getByRole('gridcell');
const filterButton = (page) => page.getByRole('button', { name: 'Filter', exact: true });

/** Opens the studio on the library as if nobody had looked at it before, once its tiles are there. */
async function openLibrary(test, options = {}) {
  const studio = await openStudio(test, { library, ...options });
  await studio.call('save_view', { view: {} });
  await studio.page.reload();
  await cells(studio.page).first().waitFor();
  const found = async (query, most = 0) => studio.call('find_clips', { query, from: 0, most });
  /** Waits until the page tells a screen reader this count. */
  const counted = async (query) => {
    const { count } = await found(query);
    const text = new RegExp(`^${count.toLocaleString('en-GB')} of 10,000 clips$`);
    await studio.page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' });
    return count;
  };
  return { ...studio, found, counted };
}

test('a search begins from the clips, counts exactly, and leads back to where the user was', async (t) => {
  const { page, counted, complaints } = await openLibrary(t);
  await cells(page).first().focus();
  for (let step = 0; step < 12; step += 1) await page.keyboard.press('PageDown');
  const before = await page.evaluate(() => document.querySelector('.viewport').scrollTop);
  assert.ok(before > 1_000);
  await page.waitForTimeout(400);

  await page.keyboard.type('lighth');
  assert.equal(await field(page).inputValue(), 'lighth');
  const count = await counted({ text: 'lighth' });
  assert.ok(count > 0 && count < CLIPS);
  assert.equal(await page.evaluate(() => document.querySelector('.viewport').scrollTop), 0);
  await field(page).press('ArrowDown');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('role')), /gridcell/);

  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  assert.equal(await field(page).inputValue(), '');
  await page.waitForFunction((top) => Math.abs(document.querySelector('.viewport').scrollTop - top) < 2, before);
  assert.deepEqual(complaints, []);
});

test('one Chinese character finds, and an input method’s letters are not searched for', async (t) => {
  const { page, counted } = await openLibrary(t);
  await page.keyboard.press('Control+f');
  await field(page).evaluate((element) => {
    const compose = (type, data) => element.dispatchEvent(new CompositionEvent(type, { bubbles: true, data }));
    const input = (value, isComposing) => {
      element.value = value;
      element.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing }));
    };
    compose('compositionstart', '');
    input('zzz', true);
  });
  await page.waitForTimeout(300);
  assert.equal(await field(page).inputValue(), 'zzz');
  assert.equal(await page.getByText('No clips match').count(), 0);
  await field(page).evaluate((element) => {
    element.value = '灯';
    element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '灯' }));
  });
  assert.ok((await counted({ text: '灯' })) > 0);
});

test('filters narrow with exact counts, stand as chips, and are taken away by key', async (t) => {
  const { page, call, found, counted } = await openLibrary(t, { width: 1600 });
  const [model] = (await call('get_facets', { query: {} })).filter(({ filter }) => filter.by === 'model');
  await filterButton(page).click();
  const panel = page.getByRole('dialog', { name: 'Filters' });
  await panel.getByRole('group', { name: 'Model' }).getByRole('button').first().click();
  await panel
    .getByRole('group', { name: 'Only' })
    .getByRole('button', { name: /^Favourites/ })
    .click();
  const filters = [model.filter, { by: 'favourite' }];
  const count = await counted({ filters });
  assert.ok(count > 0 && count < model.count);

  await panel.getByRole('textbox', { name: 'Find a filter' }).fill('draft');
  const tag = panel.getByRole('group', { name: 'Tags' }).getByRole('button');
  assert.equal(await tag.count(), 1);
  await panel.getByRole('textbox', { name: 'Find a filter' }).fill('');
  await panel.getByLabel('From').fill('2025-01-01');
  const from = new Date(2025, 0, 1).getTime();
  await counted({ filters: [...filters, { by: 'date', span: { span: 'between', from, to: null } }] });
  await page.keyboard.press('Escape');

  const chips = page.getByRole('button', { name: /^Remove filter/ });
  assert.equal(await chips.count(), 3);
  await chips.last().focus();
  await page.keyboard.press('Delete');
  await counted({ filters });
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /Favourites/);
  await filterButton(page).click();
  await panel.getByRole('button', { name: 'Clear all' }).click();
  await page.keyboard.press('Escape');
  assert.equal(await chips.count(), 0);
  assert.equal((await found({})).count, CLIPS);
});

test('an order of time has headings, another has none', async (t) => {
  const { page, found } = await openLibrary(t);
  const sort = async (name) => {
    await page.getByRole('button', { name: /^Sort/ }).click();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
  };
  for (const [name, order, headings] of [
    ['Oldest', 'oldest', true],
    ['Longest', 'longest', false],
    ['Most expensive', 'dearest', false],
    ['Favourites first', 'favourites', false],
    ['Newest', 'newest', true],
  ]) {
    await sort(name);
    const [first] = (await found({ order }, 1)).ids;
    await page.waitForFunction((id) => document.querySelector('[role=gridcell]')?.id.endsWith(`-${id}`), first);
    assert.equal((await page.locator('.viewport h2').count()) > 0, headings, name);
  }
});

test('a question becomes a smart collection', async (t) => {
  const { page, call, counted } = await openLibrary(t);
  await field(page).fill('dunes');
  await counted({ text: 'dunes' });
  await filterButton(page).click();
  await page.getByRole('button', { name: 'Save as smart collection…' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  assert.equal(await name.inputValue(), 'dunes');
  await name.fill('All the dunes');
  await name.press('Enter');
  await page.getByText('Saved as “All the dunes”.').waitFor();
  const saved = (await call('list_collections')).find((collection) => collection.name === 'All the dunes');
  assert.equal(saved.query.text, 'dunes');
});

test('what finds nothing says what was asked and leads back', async (t) => {
  const { page } = await openLibrary(t);
  await field(page).fill('zzzz');
  await page.getByText('Looked for “zzzz”.').waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await cells(page).first().waitFor();
  assert.equal(await field(page).inputValue(), '');
});

test('the scrubber goes from month to month, and the page stays small', async (t) => {
  const { page } = await openLibrary(t);
  const scrubber = page.getByRole('slider', { name: 'Go to a month' });
  await scrubber.focus();
  const first = await scrubber.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction((text) => document.activeElement.getAttribute('aria-valuetext') !== text, first);
  const month = await scrubber.getAttribute('aria-valuetext');
  const heading = await page.locator('.viewport h2').evaluateAll((all) => all.map((one) => one.textContent));
  assert.ok(
    heading.some((text) => text.includes(month.split(' ')[0].slice(0, 3))),
    `${month}: ${heading}`,
  );
  await page.keyboard.press('End');
  await page.waitForFunction((text) => document.activeElement.getAttribute('aria-valuetext') !== text, month);
  assert.ok((await cells(page).count()) < 120);
});

test('place and selection are there after a kill; a search is not', async (t) => {
  const { page, call, counted, killAndReopen } = await openLibrary(t);
  await cells(page).first().waitFor();
  await page.locator('[role=gridcell][tabindex="0"]').focus();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('PageDown');
  const selected = await page.evaluate(() => Number(document.activeElement.id.split('-').at(-1)));
  const isSaved = async (selected_, text) => {
    const view = await call('get_view');
    return view.selected === selected_ && view.clip_id !== null && view.query.text === text;
  };
  while (!(await isSaved(selected, ''))) await new Promise((wake) => setTimeout(wake, 50));
  const { clip_id } = await call('get_view');
  await killAndReopen();
  await cells(page).first().waitFor();
  assert.ok((await page.locator(`[role=gridcell][id$="-${clip_id}"]`).count()) === 1);
  assert.equal(await page.locator(`[role=gridcell][id$="-${selected}"]`).getAttribute('aria-selected'), 'true');
  // Deep in the gallery every tile has its words at once, without a scroll.
  await page.waitForFunction(
    () => ![...document.querySelectorAll('[role=gridcell]')].some((cell) => /^Clip \d+$/.test(cell.ariaLabel)),
  );
  await field(page).fill('lighth');
  await counted({ text: 'lighth' });
  while ((await call('get_view')).query.text !== 'lighth') await new Promise((wake) => setTimeout(wake, 50));
  await killAndReopen();
  await cells(page).first().waitFor();
  assert.equal(await field(page).inputValue(), '');
});

test('the bar holds at 960x640 with many filters', async (t) => {
  const { page } = await openLibrary(t, { width: 960, height: 640 });
  await filterButton(page).click();
  const panel = page.getByRole('dialog', { name: 'Filters' });
  for (const name of ['Only', 'Model', 'Aspect', 'Length', 'Date', 'Tags']) {
    await panel.getByRole('group', { name }).getByRole('button').first().click();
  }
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '6 filters' }).waitFor();
  const over = await page.evaluate(() => {
    const bar = document.querySelector('.room header');
    return [bar.scrollWidth - bar.clientWidth, document.documentElement.scrollWidth - window.innerWidth];
  });
  assert.deepEqual(over, [0, 0]);
  await page.getByRole('button', { name: '6 filters' }).click();
  await panel.waitFor();
});
