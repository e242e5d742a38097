/** Films that the program cannot decode: the page's player draws their pictures, and gives up where it cannot. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openStudio } from './studio.mjs';

const WAIT = { timeout: 120_000 };
const FILMS = new URL('../../src-tauri/media/tests/fixtures/films/', import.meta.url);

async function until(what, holds) {
  for (const end = Date.now() + WAIT.timeout; Date.now() < end; await new Promise((wake) => setTimeout(wake, 300))) {
    const value = await what();
    if (holds(value)) return value;
  }
  throw new Error('it never came to that');
}

test('VP9 and AV1 films get a poster and a strip, and one that cannot be played is given up', async (t) => {
  const { page, call, put, drop, complaints } = await openStudio(t);
  for (const name of ['vp9.webm', 'av1.mp4', 'hevc.mp4']) await put('drop', name, await readFile(new URL(name, FILMS)));
  await drop('vp9.webm', 'av1.mp4', 'hevc.mp4');
  const clips = await until(
    () => call('get_clips', { ids: [1, 2, 3] }),
    (all) => all.length === 3 && all.filter((clip) => clip.has_pictures).length === 2,
  );
  await until(
    () => call('list_undrawn_films'),
    (ids) => ids.length === 0,
  );
  const { media_url } = await call('get_session');
  for (const { id, has_pictures, film } of clips) {
    assert.equal(has_pictures, film.video_codec !== 'hevc');
    if (!has_pictures) continue;
    const sizes = await page.evaluate(
      async ([poster, strip]) => {
        const size = async (url) => {
          const image = new Image();
          image.src = url;
          await image.decode();
          return [image.naturalWidth, image.naturalHeight];
        };
        return [await size(poster), await size(strip)];
      },
      [`${media_url}/clips/${id}/poster`, `${media_url}/clips/${id}/strip`],
    );
    assert.deepEqual(sizes, [
      [160, 90],
      [1600, 90],
    ]);
  }
  // A film that cannot be played is no error of the page; that it could not be loaded is the browser's own line.
  assert.deepEqual(
    complaints.filter((line) => !/media|ERR_/i.test(line)),
    [],
  );
});
