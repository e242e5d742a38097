import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../backend/backend';
import { toasts } from '../state/toasts.svelte';
import { ClipActions } from './clip-actions';
import { isUnsent, PaidActions, withPrice } from './paid-actions';
import { PLAIN } from '../domain/gallery-query';
import { Studio } from '../state/studio';
import {
  DRAFT,
  TestBackend,
  clip,
  connection,
  created,
  found,
  generation,
  job,
  told,
} from '../backend/testing/fixtures';
import { option } from '../backend/testing/options';

type Answers = ConstructorParameters<typeof TestBackend>[0];

const IDS = [9, 8, 7];

/** A studio that is open over three clips, on a relay that tells prices. */
async function opened(answers: Answers = {}) {
  const backend = new TestBackend({
    get_session: () => ({
      version: '',
      media_url: '',
      data_dir: '',
      has_demo: false,
      has_desktop: false,
      settings: {
        language: null,
        theme: 'system',
        row_height: 180,
        inspector: true,
        connection_id: 1,
        writing_model: null,
        max_running: 3,
        watch_limit_min: 30,
        trash_days: 30,
        has_read_moderation: false,
      },
    }),
    list_connections: () => [connection(1)],
    list_jobs: () => [],
    list_tags: () => [],
    list_collections: () => [],
    list_characters: () => [],
    list_storyboards: () => [],
    get_view: () => ({ query: PLAIN, clip_id: null, offset: 0, selected: null }),
    save_view: () => null,
    find_clips: ({ from, most, query }) => found(query.text === '' ? IDS : [7], { from, most }),
    count_clips: ({ queries }) => queries.map(() => IDS.length),
    get_draft: () => DRAFT,
    save_draft: () => null,
    list_models: () => [option('sora-2', { aspect_ratios: ['16:9'], durations_s: [10] })],
    check_draft: () => ({
      problems: [],
      warnings: [],
      hints: [],
      expected_ms: null,
      is_learned: false,
      count: 1,
      unknown_names: [],
      wildcards: null,
      cost_micros: 150_000,
    }),
    create_jobs: () => created(job(1, { cost_micros: 150_000 })),
    stop_job: ({ id }) => job(id, { state: 'stopped' }),
    ...answers,
  });
  const studio = new Studio(backend);
  await Promise.all([studio.session.load(), studio.connections.load(), studio.jobs.load(), studio.gallery.load()]);
  await studio.draft.load();
  await studio.draft.use({ id: 1 });
  await vi.runAllTimersAsync();
  return { backend, studio, paid: new PaidActions(studio) };
}

const last = () => toasts.all.at(-1);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const { id } of [...toasts.all]) toasts.dismiss(id);
  vi.useRealTimers();
});

describe('Generate', () => {
  it('says that it was sent, for how much, and how to see and stop it', async () => {
    const { paid } = await opened();
    await paid.generate();
    expect(last()?.text).toBe('Sent · $0.15');
    expect([last()?.action?.label, last()?.other?.label]).toEqual(['Show', 'Stop']);
  });

  it.each([
    [
      'adds up the price of several',
      [job(1, { cost_micros: 150_000 }), job(2, { cost_micros: 150_000 })],
      'Sent 2 clips · $0.30',
    ],
    ['says so where no price is known', [job(1)], 'Sent · price not known'],
    [
      'says no sum where one of the prices is not known',
      [job(1, { cost_micros: 1 }), job(2)],
      'Sent 2 clips · price not known',
    ],
  ] satisfies [string, Job[], string][])('%s', async (_, jobs, text) => {
    const { paid } = await opened({ create_jobs: () => created(...jobs) });
    await paid.generate();
    expect(last()?.text).toBe(text);
  });

  it('speaks of no price on the built-in relay', async () => {
    const { paid } = await opened({
      list_connections: () => [connection(1, { kind: 'demo' })],
      create_jobs: () => created(job(1)),
    });
    await paid.generate();
    expect(last()?.text).toBe('Sent');
  });

  it('brings the tile into view, though the user had scrolled away', async () => {
    const { studio, paid } = await opened({ create_jobs: () => created(job(1), job(2)) });
    studio.gallery.rest({ key: 7, offset: 40 });
    await paid.generate();
    expect(studio.gallery.awaited).toBe(-2);
    expect(studio.gallery.selected).toBe(-2);
  });

  it('leaves several selected clips selected', async () => {
    const { studio, paid } = await opened();
    studio.selection.all();
    await paid.generate();
    expect(studio.selection.ids).toEqual(IDS);
  });

  it('leaves a search alone; Show goes to the tile out of any search, shelf or room', async () => {
    const { studio, paid } = await opened();
    studio.gallery.show({ ...PLAIN, text: 'quay' });
    await vi.runAllTimersAsync();
    await paid.generate();
    expect(studio.gallery.query.text).toBe('quay');
    studio.navigation.go({ room: 'settings', section: 'general' });
    last()?.action?.run();
    await vi.runAllTimersAsync();
    expect(studio.navigation.place).toEqual({ room: 'gallery' });
    expect(studio.gallery.query).toEqual(PLAIN);
    expect(studio.gallery.selected).toBe(-1);
  });

  it('shows the clip where the job became one meanwhile', async () => {
    const { studio, paid } = await opened();
    await paid.generate();
    studio.jobs.apply(told(job(1, { state: 'done', clip_id: 9 })));
    last()?.action?.run();
    expect(studio.gallery.selected).toBe(9);
  });

  it.each([
    ['was not sent yet', null, 'Stopped before it was sent. Nothing was charged.'],
    ['is at the relay', 5, 'Stopped. The relay may still finish and charge for what it already accepted.'],
  ])('can be stopped while it %s', async (_, sent_at, text) => {
    const { backend, studio, paid } = await opened();
    await paid.generate();
    studio.jobs.apply(told(job(1, { state: 'running', sent_at })));
    last()?.other?.run();
    await vi.advanceTimersByTimeAsync(10);
    expect(backend.asked('stop_job')).toEqual([{ id: 1 }]);
    expect(last()?.text).toBe(text);
  });
});

describe('making a clip again', () => {
  it('sends nothing, however often it is asked for: it waits in the composer at Generate', async () => {
    const { backend, studio } = await opened();
    const actions = new ClipActions(studio);
    studio.navigation.go({ room: 'theatre', clip_id: 7 });
    for (let press = 0; press < 3; press += 1) {
      actions.again(clip(7, { generation: generation({ prompt: 'a lantern' }) }));
      await vi.runAllTimersAsync();
    }
    expect(backend.asked('create_jobs')).toEqual([]);
    expect(studio.navigation.place).toEqual({ room: 'gallery' });
    expect(studio.draft.generation.prompt).toBe('a lantern');
    expect(studio.draft.wantsFocus).toBe('generate');
  });

  it('can be taken back where it replaced words that were never sent', async () => {
    const { studio } = await opened();
    studio.draft.edit({ prompt: 'my own words' });
    new ClipActions(studio).again(clip(7));
    await vi.runAllTimersAsync();
    expect(studio.draft.generation.prompt).toBe('prompt 7');
  });

  it('offers to take it back', async () => {
    const { studio } = await opened();
    studio.draft.edit({ prompt: 'my own words' });
    new ClipActions(studio).again(clip(7));
    await Promise.resolve();
    await Promise.resolve();
    last()?.action?.run();
    expect(studio.draft.generation.prompt).toBe('my own words');
  });
});

describe('a stopped job', () => {
  it('that was never sent says what it costs, before and after', async () => {
    const stopped = job(1, { state: 'stopped', cost_micros: 150_000 });
    const { paid } = await opened({ resume_job: () => ({ ...stopped, state: 'ready' }) });
    expect(isUnsent(stopped)).toBe(true);
    expect(withPrice('Send', stopped)).toBe('Send · $0.15');
    await paid.resume(stopped);
    expect(last()?.text).toBe('Sent · $0.15');
  });

  it('that is at the relay is only followed again', async () => {
    const stopped = job(1, { state: 'stopped', remote_id: 'task_1', cost_micros: 150_000 });
    const { paid } = await opened({ resume_job: () => stopped });
    await paid.resume(stopped);
    expect(last()).toBeUndefined();
  });
});

describe('what costs money', () => {
  const sources = import.meta.glob<string>(
    ['../rooms/**/*.{svelte,ts}', '../shell/**/*.{svelte,ts}', '../parts/**/*.{svelte,ts}'],
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  );

  it('is sent by its owner alone', () => {
    const senders = Object.entries(sources).filter(([, text]) =>
      /jobs\.(create|createOf|resume|sendAgain)\(|draft\.send\(|editor\.send\(|'(create_jobs|create_storyboard_jobs|resume_job|send_job_again)'/.test(
        text,
      ),
    );
    expect(senders.map(([path]) => path)).toEqual([]);
    expect(Object.keys(sources).length).toBeGreaterThan(100);
  });
});
