/**
 * Writing help: a chat model of the connection is asked to improve a prompt, to translate it or to describe a picture,
 * and its answer comes in as it is written. Nothing is asked without a press, and the prompt is never replaced by this.
 */
import {
  CallError,
  type Backend,
  type Change,
  type ConnectionId,
  type Failure,
  type ModelId,
} from '../backend/backend';
import type { WritingId, WritingModel, WritingStep, WritingTask } from '../backend/backend';
import type { Session } from './session.svelte';
import { LatestQuery } from './latest-query';

/** How far it is. What was stopped or failed keeps the text that had come in. */
export type Phase = 'writing' | 'done' | 'stopped' | 'failed';

export interface Help {
  readonly task: WritingTask;
  readonly model: ModelId;
  readonly phase: Phase;
  readonly text: string;
  /** What it took, once the relay told it. */
  readonly tokens: number | null;
  /** Why the model broke off. */
  readonly failure: Failure | null;
  /** Why it could not be asked: nothing left then. */
  readonly error: CallError | null;
}

export class Writing {
  readonly #backend: Backend;
  readonly #session: Session;
  #id: WritingId | null = null;
  #press = 0;
  readonly #query = new LatestQuery();
  #of: ConnectionId | null = null;
  /** Steps may come before the reply that says which number is ours. */
  #early = new Map<WritingId, WritingStep>();

  /** The chat models of the connection in use; `null` while they are not known. */
  models = $state.raw<readonly WritingModel[] | null>(null);
  help = $state.raw<Help | null>(null);

  constructor(backend: Backend, session: Session) {
    this.#backend = backend;
    this.#session = session;
  }

  readonly busy = $derived(this.help?.phase === 'writing');

  /** Which model would do this: the user's, if it can, else the first that can. */
  modelFor(task: WritingTask['task']): WritingModel | null {
    const able = this.models?.filter((model) => task !== 'describe' || model.sees_pictures) ?? [];
    return able.find(({ id }) => id === this.#session.settings.writing_model) ?? able[0] ?? null;
  }

  /** The connection in use: what it offers is asked for again. A list that cannot be read is an empty one. */
  async use(id: ConnectionId | null): Promise<void> {
    const isLatest = this.#query.begin();
    if (id !== this.#of) {
      this.#of = id;
      this.models = null;
      this.discard();
    }
    const models = id === null ? [] : await this.#backend.call('list_writing_models', { id }).catch(() => []);
    if (isLatest()) this.models = models;
  }

  apply(change: Change): void {
    if (change.kind !== 'writing') return;
    if (change.id === this.#id) this.#take(change.step);
    else if (this.busy && this.#id === null) this.#early.set(change.id, change.step);
  }

  async start(task: WritingTask): Promise<void> {
    const model = this.modelFor(task.task)?.id;
    const connection_id = this.#of;
    if (this.busy || model === undefined || connection_id === null) return;
    const press = ++this.#press;
    this.#id = null;
    this.#early.clear();
    this.help = { task, model, phase: 'writing', text: '', tokens: null, failure: null, error: null };
    try {
      const id = await this.#backend.call('start_writing', { request: { connection_id, model, task } });
      if (press !== this.#press) return void this.#backend.call('stop_writing', { id }).catch(() => undefined);
      this.#id = id;
      const step = this.#early.get(id);
      if (step) this.#take(step);
    } catch (thrown) {
      if (press === this.#press) this.#put({ phase: 'failed', error: CallError.from(thrown) });
    }
  }

  /** The same once more. */
  async again(): Promise<void> {
    if (this.help && !this.busy) await this.start(this.help.task);
  }

  /** What has come in stays. */
  stop(): void {
    if (!this.busy) return;
    this.#hangUp();
    this.#put({ phase: 'stopped' });
  }

  discard(): void {
    this.#hangUp();
    this.help = null;
  }

  /** Ends it at the relay; an answer still on its way belongs to nobody. */
  #hangUp(): void {
    this.#press++;
    const id = this.#id;
    this.#id = null;
    if (id !== null && this.busy) void this.#backend.call('stop_writing', { id }).catch(() => undefined);
  }

  #take(step: WritingStep): void {
    if (!this.busy) return;
    if (step.step === 'failed') this.#put({ phase: 'failed', failure: step.failure });
    else if (step.step === 'done') this.#put({ phase: 'done', text: step.text, tokens: step.tokens });
    else this.#put({ phase: 'writing', text: step.text });
  }

  #put(changed: Partial<Help>): void {
    if (this.help) this.help = { ...this.help, ...changed };
  }
}
