/**
 * The composer's draft: kept on disk as it is typed, checked against the catalogue, and sent. The rules are the core's;
 * this asks for them and keeps the controls legal when the model changes.
 */
import {
  CallError,
  type Backend,
  type Connection,
  type ConnectionId,
  type Draft as Saved,
  type Generation,
} from '../backend/backend';
import type { ModelId, ModelOption, Problem } from '../backend/backend';
import { clampVariations, fit, type Moved } from './fit';
import type { Jobs } from './jobs.svelte';

const SAVE_MS = 400;
const CHECK_MS = 250;

const BLANK: Generation = { model: '', prompt: '', aspect_ratio: null, duration_s: null };

export class Draft {
  readonly #backend: Backend;
  readonly #jobs: Jobs;
  #saveTimer: ReturnType<typeof setTimeout> | null = null;
  #checkTimer: ReturnType<typeof setTimeout> | null = null;
  #check = 0;
  /** Counts the edits, and which of them was last checked. */
  #edit = 0;
  #checked = 0;
  #listing = 0;

  generation = $state.raw<Generation>(BLANK);
  variations = $state(1);
  connectionId = $state<ConnectionId | null>(null);
  /** The models of the connection; `null` while they are not known. */
  models = $state.raw<readonly ModelOption[] | null>(null);
  /** Why the list of models could not be read. */
  modelsError = $state.raw<CallError | null>(null);
  /** Why it cannot be sent as it is. */
  problems = $state.raw<readonly Problem[]>([]);
  /** What the last change of model moved. */
  moved = $state.raw<readonly Moved[]>([]);
  sending = $state(false);
  /** Why the last press of Generate sent nothing. */
  refusal = $state.raw<CallError | null>(null);
  /** Something outside put a prompt in: the field is to take the focus, and to say that it did. */
  wantsFocus = $state(false);
  loaded = $state(false);

  readonly model = $derived(this.models?.find((model) => model.id === this.generation.model) ?? null);
  /** The problems that are held against a control. An empty prompt is no mistake of the user's yet. */
  readonly mistakes = $derived(this.problems.filter((problem) => !isPromptMissing(problem)));
  readonly #isComplete = $derived(
    this.loaded && !this.sending && this.connectionId !== null && this.generation.prompt.trim() !== '',
  );
  readonly canSend = $derived(this.#isComplete && this.mistakes.length === 0);

  constructor(backend: Backend, jobs: Jobs) {
    this.#backend = backend;
    this.#jobs = jobs;
  }

  async load(): Promise<void> {
    const { connection_id, generation, variations } = await this.#backend.call('get_draft', {});
    this.connectionId ??= connection_id;
    this.generation = generation;
    this.variations = clampVariations(variations);
    this.loaded = true;
    this.#fitToModel();
    this.#checkSoon();
  }

  /** The connection in use changed, or what is known of it: its models are asked for again. */
  async use(connection: Pick<Connection, 'id'> | null): Promise<void> {
    const id = connection?.id ?? null;
    if (this.connectionId !== id) {
      this.connectionId = id;
      this.models = null;
      // What was wrong with another connection, or without one, says nothing of this one; nor does a check under way.
      this.problems = [];
      this.#check++;
      if (this.loaded) this.#saveSoon();
    }
    if (id !== null) await this.#list(id);
  }

  async #list(id: ConnectionId): Promise<void> {
    const listing = ++this.#listing;
    try {
      const models = await this.#backend.call('list_models', { id });
      if (listing !== this.#listing) return;
      this.models = models;
      this.modelsError = null;
      if (this.loaded) this.#fitToModel();
    } catch (thrown) {
      if (listing === this.#listing) this.modelsError = CallError.from(thrown);
    }
    this.#checkSoon();
  }

  edit(patch: Partial<Generation>): void {
    this.generation = { ...this.generation, ...patch };
    this.#edited();
    this.moved = this.moved.filter((field) => !(field in patch));
  }

  vary(variations: number): void {
    this.variations = clampVariations(variations);
    this.#edited();
  }

  choose(id: ModelId): void {
    const model = this.models?.find((option) => option.id === id);
    if (!model) return;
    const { generation, moved } = fit(this.generation, model);
    this.generation = generation;
    this.moved = moved;
    this.#edited();
  }

  /** Puts a made request back into the composer: its prompt and all its settings. */
  reuse(generation: Generation): void {
    this.generation = generation;
    this.moved = [];
    this.#fitToModel();
    this.#edited();
    this.wantsFocus = true;
  }

  /**
   * Sends it as it stood when it was asked for; the prompt stays. What was just edited is checked first, so that no press is lost
   * to a check still under way. Tells whether jobs were made: if not, `problems` or `refusal` say why and nothing was sent.
   */
  async send(): Promise<boolean> {
    if (!this.#isComplete) return false;
    const pressed = this.#snapshot();
    this.sending = true;
    this.refusal = null;
    try {
      const problems = this.#checked !== this.#edit ? await this.#runCheck(pressed) : this.problems;
      if (problems.length > 0) return false;
      await this.#jobs.create(pressed);
      return true;
    } catch (thrown) {
      this.refusal = CallError.from(thrown);
      this.#checkSoon();
      return false;
    } finally {
      this.sending = false;
    }
  }

  /** Writes at once what was typed: the page is going away or the field was left. */
  async flush(): Promise<void> {
    if (this.#saveTimer === null) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = null;
    await this.#backend.call('save_draft', { draft: this.#snapshot() }).catch(() => undefined);
  }

  #snapshot(): Saved {
    return { connection_id: this.connectionId, generation: this.generation, variations: this.variations };
  }

  /** A model's name for people; the wire name where the catalogue has none. */
  labelOf(id: ModelId): string {
    return this.models?.find((model) => model.id === id)?.label ?? id;
  }

  /** Without a model, or with one whose list has come in: the controls show what is legal. */
  #fitToModel(): void {
    const model = this.model ?? (this.generation.model === '' ? this.#firstChoice() : null);
    if (!model) return;
    const { generation, moved } = fit(this.generation, model);
    this.generation = generation;
    this.moved = moved;
  }

  #firstChoice(): ModelOption | null {
    return this.models?.find((model) => model.offered !== false) ?? this.models?.[0] ?? null;
  }

  #edited(): void {
    this.refusal = null;
    this.#saveSoon();
    this.#checkSoon();
  }

  #saveSoon(): void {
    this.#saveTimer ??= setTimeout(() => void this.flush(), SAVE_MS);
  }

  #checkSoon(): void {
    this.#edit++;
    if (this.#checkTimer !== null) clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.#runCheck(this.#snapshot()), CHECK_MS);
  }

  /** A check that fails says nothing of the draft: the core refuses what it must when it is sent. */
  async #runCheck(draft: Saved): Promise<readonly Problem[]> {
    if (this.#checkTimer !== null) clearTimeout(this.#checkTimer);
    this.#checkTimer = null;
    if (!this.loaded) return [];
    const check = ++this.#check;
    const edit = this.#edit;
    const problems = await this.#backend.call('check_draft', { draft }).catch(() => []);
    if (check === this.#check) {
      this.problems = problems;
      this.#checked = edit;
    }
    return problems;
  }
}

function isPromptMissing({ field, rule }: Problem): boolean {
  return field === 'prompt' && rule.rule === 'required';
}
