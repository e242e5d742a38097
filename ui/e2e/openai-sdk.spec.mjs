/** The official SDK, unchanged, against the simulator: what it takes for OpenAI must be OpenAI's format. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI, { BadRequestError, NotFoundError, RateLimitError, toFile } from 'openai';
import { KEY, startRelay } from './studio.mjs';
import { png } from './png.mjs';

/** A client of a new relay. */
async function connect(t) {
  const relay = await startRelay(t, { speed: 400 });
  return { relay, openai: new OpenAI({ baseURL: `${relay.address}/v1`, apiKey: KEY, maxRetries: 0 }) };
}

/** Asks until the video has ended. */
async function ended(openai, id) {
  for (;;) {
    const video = await openai.videos.retrieve(id);
    if (video.status === 'completed' || video.status === 'failed') return video;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const short = { prompt: 'A calm sea at dusk', model: 'sora-2', seconds: '4', size: '1280x720' };

test('a video is created from a picture, watched, downloaded, remixed, listed and deleted', async (t) => {
  const { relay, openai } = await connect(t);
  const reference = await toFile(png(1280, 720), 'first.png', { type: 'image/png' });
  const video = await openai.videos.create({ ...short, input_reference: reference });
  assert.deepEqual([video.object, video.status, video.size, video.seconds], ['video', 'queued', '1280x720', '4']);

  const done = await ended(openai, video.id);
  assert.deepEqual([done.status, done.progress, done.error, done.prompt], ['completed', 100, null, short.prompt]);
  const film = Buffer.from(await (await openai.videos.downloadContent(video.id)).arrayBuffer());
  assert.equal(film.toString('latin1', 4, 8), 'ftyp');
  const thumbnail = await openai.videos.downloadContent(video.id, { variant: 'thumbnail' });
  assert.match(thumbnail.headers.get('content-type'), /^image\//);

  const remix = await openai.videos.remix(video.id, { prompt: 'The same sea at night' });
  assert.equal(remix.remixed_from_video_id, video.id);
  const all = [];
  for await (const one of openai.videos.list({ limit: 1, order: 'asc' })) all.push(one.id);
  assert.deepEqual(all, [video.id, remix.id], 'two pages of one');

  assert.deepEqual(await openai.videos.delete(video.id), { id: video.id, object: 'video.deleted', deleted: true });
  await assert.rejects(openai.videos.retrieve(video.id), NotFoundError);
  assert.equal(await relay.accepted(), 2);
});

test('the relay refuses in words that the SDK understands', async (t) => {
  const { relay, openai } = await connect(t);
  const other = await toFile(png(64, 64), 'first.png', { type: 'image/png' });
  await assert.rejects(openai.videos.create({ ...short, input_reference: other }), (error) => {
    assert.ok(error instanceof BadRequestError);
    assert.match(error.message, /Inpaint image must match the requested width and height/);
    return true;
  });
  await assert.rejects(openai.videos.create({ ...short, prompt: 'sea [fail: quota]' }), RateLimitError);
  const slow = await openai.videos.create({ ...short, prompt: 'sea [slow]' });
  await assert.rejects(openai.videos.downloadContent(slow.id), /not completed yet/);
  assert.equal(await relay.accepted(), 1);
});

test('chat streams and models are listed', async (t) => {
  const { openai } = await connect(t);
  const ids = (await openai.models.list()).data.map((model) => model.id);
  for (const id of ['sora-2', 'veo3.1', 'sora_video2', 'gpt-4o']) assert.ok(ids.includes(id), id);

  const say = (system, content) => [
    { role: 'system', content: system },
    { role: 'user', content },
  ];
  const stream = await openai.chat.completions.create({
    model: 'gpt-4.1-mini',
    stream: true,
    messages: say('Translate into English.', '黄昏，小船'),
  });
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  assert.equal(text, 'Dusk, a small boat.');

  const film = await openai.chat.completions.create({ model: 'sora_video2', messages: say('', 'A calm sea') });
  assert.match(film.choices[0].message.content, /✅ 视频生成成功，\[点击这里\]\(http.+\.mp4\) 查看视频~~~$/);
});
