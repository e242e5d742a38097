import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type ModelOption, type Problem } from '../backend/backend';
import { Draft } from './draft.svelte';
import { Jobs } from './jobs.svelte';
import { DRAFT, job, TestBackend } from './testing/fixtures';

function model(id: string, given: Partial<ModelOption> = {}): ModelOption {
  return {
    id,
    label: id,
    family: 'sora',
    aspect_ratios: ['16:9', '9:16'],
    durations_s: [10, 15],
    expected_ms: [60_000, 180_000],
    offered: true,
    ...given,
  };
}

const MODELS = [model('sora-2'), model('veo3.1', { durations_s: [], aspect_ratios: ['16:9'] })];

async function opened(answers: ConstructorParameters<typeof TestBackend>[0] = {}) {
  const backend = new TestBackend({
    get_draft: () => DRAFT,
    save_draft: () => null,
    check_draft: () => [],
    list_models: () => MODELS,
    ...answers,
  });
  const draft = new Draft(backend, new Jobs(backend));
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
    const { draft } = await opened({ check_draft: () => [problem] });
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
    expect(draft.moved).toEqual(['aspect_ratio', 'duration_s']);
    draft.edit({ aspect_ratio: '16:9' });
    expect(draft.moved).toEqual(['duration_s']);
  });

  it('cannot be sent while a rule is broken', async () => {
    const problem: Problem = { field: 'duration_s', rule: { rule: 'one_of', values: ['10', '15'] } };
    const { backend, draft } = await opened({ check_draft: () => [problem] });
    expect(draft.canSend).toBe(false);
    expect(await draft.send()).toBe(false);
    expect(backend.asked('create_jobs')).toEqual([]);
  });

  it('loses no press while what was typed is not checked yet', async () => {
    const missing: Problem = { field: 'prompt', rule: { rule: 'required' } };
    const { backend, draft } = await opened({
      get_draft: () => ({ ...DRAFT, generation: { ...DRAFT.generation, prompt: '' } }),
      check_draft: ({ draft: { generation } }) => (generation.prompt === '' ? [missing] : []),
      create_jobs: () => [job(1)],
    });
    expect(draft.canSend).toBe(false);
    draft.edit({ prompt: 'a pier' });
    expect(draft.canSend).toBe(true);
    const sent = draft.send();
    draft.edit({ prompt: 'a pier, later' });
    expect(await Promise.all([sent, draft.send()])).toEqual([true, false]);
    expect(backend.asked('create_jobs')).toMatchObject([{ draft: { generation: { prompt: 'a pier' } } }]);
  });

  it('sends nothing when the check of a quick press finds a mistake', async () => {
    const problem: Problem = { field: 'duration_s', rule: { rule: 'one_of', values: ['10', '15'] } };
    const { backend, draft } = await opened({
      check_draft: ({ draft: { generation } }) => (generation.duration_s === 12 ? [problem] : []),
    });
    draft.edit({ duration_s: 12 });
    expect(await draft.send()).toBe(false);
    expect(draft.mistakes).toEqual([problem]);
    expect(backend.asked('create_jobs')).toEqual([]);
  });

  it('sends once for two presses, and keeps the prompt', async () => {
    const { backend, draft } = await opened({ create_jobs: () => [job(1)] });
    await Promise.all([draft.send(), draft.send()]);
    expect(backend.asked('create_jobs')).toHaveLength(1);
    expect(draft.generation.prompt).toBe('a quay');
    expect(draft.sending).toBe(false);
  });

  it('keeps the reason when nothing was sent, until something is changed', async () => {
    const { draft } = await opened({
      create_jobs: () => Promise.reject(new CallError('disk_full', 'no space')),
    });
    expect(await draft.send()).toBe(false);
    expect(draft.refusal?.code).toBe('disk_full');
    draft.vary(2);
    expect(draft.refusal).toBeNull();
  });

  it('chooses an offered model for a first draft', async () => {
    const { draft } = await opened({
      get_draft: () => ({ ...DRAFT, generation: { model: '', prompt: '', aspect_ratio: null, duration_s: null } }),
      list_models: () => [model('kling', { offered: false }), model('sora-2')],
    });
    expect(draft.generation).toMatchObject({ model: 'sora-2', aspect_ratio: '16:9', duration_s: 10 });
  });

  it('puts a made request back, legal for what is offered', async () => {
    const { draft } = await opened();
    draft.reuse({ model: 'sora-2', prompt: 'a ridge', aspect_ratio: '9:16', duration_s: 25 });
    expect(draft.generation).toEqual({ model: 'sora-2', prompt: 'a ridge', aspect_ratio: '9:16', duration_s: 15 });
    expect(draft.wantsFocus).toBe(true);
  });
});
