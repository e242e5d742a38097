import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type DraftCheck, type Problem } from '../backend/backend';
import { Draft } from './draft.svelte';
import { Jobs } from './jobs.svelte';
import { Models } from './models.svelte';
import { DRAFT, TestBackend, created, generation, job, refused, storedPicture } from '../backend/testing/fixtures';
import { option } from '../backend/testing/options';

const SORA = { aspect_ratios: ['16:9', '9:16'], durations_s: [10, 15] };
const MODELS = [option('sora-2', SORA), option('veo3.1', { aspect_ratios: ['16:9'] })];

const said = (...problems: Problem[]): DraftCheck => ({
  problems,
  warnings: [],
  hints: [],
  expected_ms: null,
  is_learned: false,
  count: 1,
  unknown_names: [],
  wildcards: null,
  cost_micros: null,
});

async function opened(answers: ConstructorParameters<typeof TestBackend>[0] = {}) {
  const backend = new TestBackend({
    get_draft: () => DRAFT,
    save_draft: () => null,
    check_draft: () => said(),
    list_models: () => MODELS,
    ...answers,
  });
  const draft = new Draft(backend, new Jobs(backend), new Models(backend));
  await draft.load();
  await draft.use({ id: 1 });
  await vi.runAllTimersAsync();
  return { backend, draft };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Draft', () => {
  it('saves what is typed within half a second, once for a burst', async () => {
    const { backend, draft } = await opened();
    for (const prompt of ['a', 'a q', 'a quay']) draft.edit({ prompt });
    await vi.advanceTimersByTimeAsync(500);
    expect(backend.asked('save_draft')).toHaveLength(1);
    expect(backend.asked('save_draft')[0]).toMatchObject({ draft: { generation: { prompt: 'a quay' } } });
  });

  it('forgets what was wrong with one connection as soon as another is used', async () => {
    const problem: Problem = { field: 'connection_id', rule: { rule: 'required' } };
    const { draft } = await opened({ check_draft: () => said(problem) });
    expect(draft.problems).toEqual([problem]);
    void draft.use({ id: 2 });
    expect(draft.problems).toEqual([]);
  });

  it('saves at once when it is flushed, and not again', async () => {
    const { backend, draft } = await opened();
    draft.edit({ prompt: 'x' });
    await draft.flush();
    await vi.runAllTimersAsync();
    expect(backend.asked('save_draft')).toHaveLength(1);
  });

  it('moves illegal values when the model changes, and tells which', async () => {
    const { draft } = await opened();
    draft.edit({ aspect_ratio: '9:16' });
    draft.choose('veo3.1');
    expect(draft.generation).toMatchObject({ model: 'veo3.1', aspect_ratio: '16:9', duration_s: null });
    expect(draft.moved.map(({ part }) => part)).toEqual(['aspect_ratio', 'duration_s']);
    draft.edit({ prompt: 'a quay, later' });
    expect(draft.moved).toHaveLength(2);
    draft.edit({ aspect_ratio: '16:9' });
    expect(draft.moved).toEqual([]);
  });

  it('takes a choice back with all that it moved, but not what was typed since', async () => {
    const { draft } = await opened();
    draft.edit({ aspect_ratio: '9:16' });
    draft.choose('veo3.1');
    draft.edit({ prompt: 'typed since' });
    draft.undo();
    expect(draft.generation).toMatchObject({ model: 'sora-2', aspect_ratio: '9:16', duration_s: 10 });
    expect(draft.generation.prompt).toBe('typed since');
    expect(draft.moved).toEqual([]);
  });

  it('switches on, off and back to what the model likes', async () => {
    const { draft } = await opened();
    draft.switch('hd', true);
    draft.switch('watermark', false);
    expect(draft.generation.toggles).toEqual({ hd: true, watermark: false });
    draft.switch('hd', null);
    expect(draft.generation.toggles).toEqual({ watermark: false });
  });

  it('asks for the models again when the catalogue has changed', async () => {
    const { backend, draft } = await opened();
    draft.apply({ kind: 'catalogue' });
    await vi.runAllTimersAsync();
    expect(backend.asked('list_models')).toHaveLength(2);
  });

  it('lets an answer go that a later question overtook', async () => {
    const slow: ((check: DraftCheck) => void)[] = [];
    const { draft } = await opened({
      check_draft: ({ draft: { generation: asked } }) =>
        asked.prompt === 'first' ? new Promise((answer) => slow.push(answer)) : said(),
    });
    draft.edit({ prompt: 'first' });
    await vi.advanceTimersByTimeAsync(300);
    draft.edit({ prompt: 'second' });
    await vi.advanceTimersByTimeAsync(300);
    slow[0]?.(said({ field: 'model', rule: { rule: 'not_offered' } }));
    await vi.runAllTimersAsync();
    expect(draft.problems).toEqual([]);
  });

  it('starts a clip from a still, by a model that takes one', async () => {
    const rules = { min: 0, max: 1, max_is_guess: false, takes_urls: true, must_match_size: false, max_bytes: 1 };
    const { draft } = await opened({
      keep_still: () => storedPicture('ab12'),
      list_models: () => [...MODELS, option('frames', { ...SORA, pictures: { ...rules, roles: ['first'] } })],
    });
    await draft.startFrom(9);
    expect(draft.generation).toMatchObject({
      model: 'frames',
      pictures: [{ role: 'first', source: { from: 'stored', id: 'ab12' } }],
    });
    expect(draft.wantsFocus).toBe('prompt');
  });

  it('cannot be sent while a rule is broken', async () => {
    const problem: Problem = { field: 'duration_s', rule: { rule: 'one_of', values: ['10', '15'] } };
    const { draft } = await opened({ create_jobs: () => refused(problem) });
    expect(await draft.send()).toBeNull();
    expect(draft.wantsFocus).toBe('duration_s');
    expect(draft.mistakes).toEqual([problem]);
    expect(draft.isSent('a quay')).toBe(false);
  });

  it('may be sent at once after it was refused: that was no press that made anything', async () => {
    const problem: Problem = { field: 'connection_id', rule: { rule: 'required' } };
    const answers = [refused(problem), created(job(1))];
    const { draft } = await opened({ create_jobs: () => answers.shift() ?? refused() });
    expect(await draft.send()).toBeNull();
    expect(await draft.send()).toEqual([job(1)]);
  });

  it('loses no press while what was typed is not checked yet', async () => {
    const missing: Problem = { field: 'prompt', rule: { rule: 'required' } };
    const { backend, draft } = await opened({
      get_draft: () => ({ ...DRAFT, generation: { ...DRAFT.generation, prompt: '' } }),
      check_draft: ({ draft: { generation } }) => (generation.prompt === '' ? said(missing) : said()),
      create_jobs: ({ draft: { generation } }) => (generation.prompt === '' ? refused(missing) : created(job(1))),
    });
    expect(await draft.send()).toBeNull();
    expect(draft.wantsFocus).toBe('prompt');
    draft.edit({ prompt: 'a pier' });
    const sent = draft.send();
    draft.edit({ prompt: 'a pier, later' });
    expect(await Promise.all([sent, draft.send()])).toEqual([[job(1)], null]);
    expect(backend.asked('create_jobs').at(-1)).toMatchObject({ draft: { generation: { prompt: 'a pier' } } });
  });

  it('sends once for two presses, and keeps the prompt', async () => {
    const { backend, draft } = await opened({ create_jobs: () => created(job(1)) });
    await Promise.all([draft.send(), draft.send()]);
    expect(backend.asked('create_jobs')).toHaveLength(1);
    expect(draft.generation.prompt).toBe('a quay');
    expect(draft.sending).toBe(false);
  });

  it('lets go the second half of a double press, and takes a second press that is meant', async () => {
    let id = 0;
    const { backend, draft } = await opened({ create_jobs: () => created(job(++id)) });
    await draft.send();
    await vi.advanceTimersByTimeAsync(300);
    expect(await draft.send()).toBeNull();
    await vi.advanceTimersByTimeAsync(700);
    expect(await draft.send()).toEqual([job(2)]);
    expect(backend.asked('create_jobs')).toHaveLength(2);
  });

  it('takes a quick press on what was changed since: that is no double press', async () => {
    let id = 0;
    const { draft } = await opened({ create_jobs: () => created(job(++id)) });
    await draft.send();
    draft.edit({ prompt: 'a quay at night' });
    expect(await draft.send()).toEqual([job(2)]);
    draft.vary(2);
    expect(await draft.send()).toEqual([job(3)]);
    expect(await draft.send()).toBeNull();
  });

  it('keeps the reason when nothing was sent, until something is changed', async () => {
    const { draft } = await opened({
      create_jobs: () => Promise.reject(new CallError('disk_full', 'no space')),
    });
    expect(await draft.send()).toBeNull();
    expect(draft.refusal?.code).toBe('disk_full');
    draft.vary(2);
    expect(draft.refusal).toBeNull();
  });

  it('chooses an offered model for a first draft', async () => {
    const { draft } = await opened({
      get_draft: () => ({ ...DRAFT, generation: generation({ model: '', aspect_ratio: null, duration_s: null }) }),
      list_models: () => [
        option('kling', SORA, { offered: false }),
        option('image-1', {}, { makes: 'still' }),
        option('sora-2', SORA),
      ],
    });
    expect(draft.generation).toMatchObject({ model: 'sora-2', aspect_ratio: '16:9', duration_s: 10 });
  });

  it('puts a made request back, legal for what is offered', async () => {
    const { draft } = await opened();
    void draft.reuse(generation({ prompt: 'a ridge', aspect_ratio: '9:16', duration_s: 25 }));
    expect(draft.generation).toEqual(generation({ prompt: 'a ridge', aspect_ratio: '9:16', duration_s: 15 }));
    expect(draft.wantsFocus).toBe('prompt');
  });

  it('takes as many pictures as the model, each in a free role', async () => {
    const rules = { min: 0, max: 2, max_is_guess: false, takes_urls: false, must_match_size: false, max_bytes: 1 };
    const { draft } = await opened({
      list_models: () => [option('sora-2', { ...SORA, pictures: { ...rules, roles: ['first', 'last'] } })],
    });
    expect(draft.takesPicture).toBe(true);
    const taken = ['a', 'b', 'c'].map((id) => draft.addPicture({ from: 'stored', id }));
    expect(taken).toEqual([true, true, false]);
    expect(draft.takesPicture).toBe(false);
    draft.movePicture(0, 1);
    expect(draft.generation.pictures).toMatchObject([
      { role: 'first', source: { id: 'b' } },
      { role: 'last', source: { id: 'a' } },
    ]);
  });

  it('goes on from the last frame by another model where the clip’s own begins with none', async () => {
    const rules = { min: 0, max: 1, max_is_guess: false, takes_urls: true, must_match_size: false, max_bytes: 1 };
    const { backend, draft } = await opened({
      keep_frame: () => storedPicture('ab12'),
      list_models: () => [
        option('sora-2', { ...SORA, pictures: { ...rules, roles: ['reference'] } }),
        option('frames', { ...SORA, pictures: { ...rules, roles: ['first'] } }),
      ],
    });
    await draft.continueFrom({ id: 9, generation: generation({ prompt: 'a ridge', storyboard: { id: 1, shot: 2 } }) });
    expect(backend.asked('keep_frame')).toEqual([{ id: 9, moment: 'last' }]);
    expect(draft.generation).toMatchObject({ model: 'frames', prompt: 'a ridge', storyboard: null });
    expect(draft.generation.pictures).toMatchObject([{ role: 'first', from_clip: 9 }]);
    expect(draft.origin).toMatchObject({ way: 'continuation', clip_id: 9, instead_of: 'sora-2' });
    expect(draft.wantsSelection).toBe(true);
    draft.removePicture(0);
    expect(draft.origin).toBeNull();
  });
});
