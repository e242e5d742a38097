import { describe, expect, it } from 'vitest';
import { CallError, type WritingModel, type WritingStep } from '../backend/backend';
import { Session } from './session.svelte';
import { TestBackend } from '../backend/testing/fixtures';
import { Writing } from './writing.svelte';

const MODELS: WritingModel[] = [
  { id: 'plain-chat', sees_pictures: false },
  { id: 'seeing-chat', sees_pictures: true },
];
const IMPROVE = { task: 'improve', prompt: 'a quay' } as const;
const text = (words: string): WritingStep => ({ step: 'text', text: words });
const done = (words: string): WritingStep => ({ step: 'done', text: words, tokens: 941 });
const told = (id: number, step: WritingStep) => ({ kind: 'writing', id, step }) as const;

async function opened(answers: ConstructorParameters<typeof TestBackend>[0] = {}) {
  let next = 1;
  const backend = new TestBackend({
    list_writing_models: () => MODELS,
    start_writing: () => next++,
    stop_writing: () => null,
    ...answers,
  });
  const session = new Session(backend);
  const writing = new Writing(backend, session);
  await writing.use(1);
  return { backend, session, writing };
}

describe('Writing', () => {
  it('asks nothing until a button is pressed', async () => {
    const { backend } = await opened();
    expect(backend.asked('start_writing')).toEqual([]);
  });

  it('takes the answer in as it is written', async () => {
    const { backend, writing } = await opened();
    await writing.start(IMPROVE);
    expect(backend.asked('start_writing')).toEqual([
      { request: { connection_id: 1, model: 'plain-chat', task: IMPROVE } },
    ]);
    writing.apply(told(1, text('A wet')));
    expect(writing.help).toMatchObject({ phase: 'writing', text: 'A wet' });
    writing.apply(told(1, done('A wet quay.')));
    expect(writing.help).toMatchObject({ phase: 'done', text: 'A wet quay.' });
  });

  it('loses no step that comes before its number', async () => {
    const { writing } = await opened({
      start_writing: () =>
        Promise.resolve().then(() => {
          writing.apply(told(7, text('A')));
          writing.apply(told(8, done('Somebody else’s')));
          writing.apply(told(7, done('A quay.')));
          return 7;
        }),
    });
    await writing.start(IMPROVE);
    expect(writing.help).toMatchObject({ phase: 'done', text: 'A quay.' });
  });

  it('hears nothing more of what was stopped, and keeps what had come in', async () => {
    const { backend, writing } = await opened();
    await writing.start(IMPROVE);
    writing.apply(told(1, text('A wet')));
    writing.stop();
    writing.apply(told(1, done('A wet quay.')));
    expect(backend.asked('stop_writing')).toEqual([{ id: 1 }]);
    expect(writing.help).toMatchObject({ phase: 'stopped', text: 'A wet' });
  });

  it('stops at the relay what was discarded before its number came', async () => {
    const { backend, writing } = await opened();
    const starting = writing.start(IMPROVE);
    writing.discard();
    await starting;
    expect(backend.asked('stop_writing')).toEqual([{ id: 1 }]);
    expect(writing.help).toBeNull();
  });

  it('does not answer a second press while the first is written', async () => {
    const { backend, writing } = await opened();
    await Promise.all([writing.start(IMPROVE), writing.start(IMPROVE)]);
    expect(backend.asked('start_writing')).toHaveLength(1);
  });

  it('tells a refusal of the program from a failure of the model', async () => {
    const { writing } = await opened({ start_writing: () => Promise.reject(new CallError('conflict', 'no key')) });
    await writing.start(IMPROVE);
    expect(writing.help).toMatchObject({ phase: 'failed', failure: null, error: { code: 'conflict' } });
    const other = await opened();
    await other.writing.start(IMPROVE);
    const failure = { meaning: 'network', charged: 'unknown', words: null, words_zh: null } as const;
    other.writing.apply(told(1, { step: 'failed', failure }));
    expect(other.writing.help).toMatchObject({ phase: 'failed', failure, error: null });
  });

  it('tries the same again', async () => {
    const { backend, writing } = await opened();
    await writing.start(IMPROVE);
    writing.apply(told(1, done('x')));
    await writing.again();
    expect(backend.asked('start_writing')).toHaveLength(2);
    expect(writing.help).toMatchObject({ phase: 'writing', text: '' });
  });

  it('takes the user’s model where it can do what is asked', async () => {
    const { session, writing } = await opened();
    expect(writing.modelFor('describe')?.id).toBe('seeing-chat');
    session.settings = { ...session.settings, writing_model: 'seeing-chat' };
    expect(writing.modelFor('improve')?.id).toBe('seeing-chat');
    session.settings = { ...session.settings, writing_model: 'gone' };
    expect(writing.modelFor('improve')?.id).toBe('plain-chat');
  });

  it('has no model where the list cannot be read', async () => {
    const { writing } = await opened({ list_writing_models: () => Promise.reject(new CallError('internal', '')) });
    expect(writing.models).toEqual([]);
    expect(writing.modelFor('improve')).toBeNull();
  });
});
