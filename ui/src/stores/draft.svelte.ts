/**
 * The composer's draft: kept on disk as it is typed, checked against the catalogue, and sent. The rules are the core's;
 * this asks for them and keeps the controls legal when the model changes.
 */
import { CallError, type Backend, type Change, type ClipId, type Connection } from '../backend/backend';
import type { ConnectionId, Draft as Saved, Generation, ModelId, ModelOption, Picture } from '../backend/backend';
import type { PictureRole, PictureSource, Problem, RemixSource, Toggle } from '../backend/backend';
import { DraftChecks } from './draft-check.svelte';
import { clampVariations, fit, freeRole, settle, type Fitted, type Moved } from './fit';
import type { Jobs } from './jobs.svelte';
import type { Models } from './models.svelte';

const SAVE_MS = 400;

const BLANK: Generation = {
  model: '',
  prompt: '',
  aspect_ratio: null,
  duration_s: null,
  resolution: null,
  toggles: {},
  pictures: [],
  videos: [],
  cameo: null,
  remix_of: null,
  seed: null,
  notify_hook: null,
  cast: [],
  storyboard: null,
};

export class Draft {
  readonly #backend: Backend;
  readonly #jobs: Jobs;
  readonly #models: Models;
  readonly #checks: DraftChecks;
  #saveTimer: ReturnType<typeof setTimeout> | null = null;
  /** What stood before the last choice moved something. */
  #before: Generation | null = null;

  generation = $state.raw<Generation>(BLANK);
  variations = $state(1);
  connectionId = $state<ConnectionId | null>(null);
  /** What the last choice moved or dropped. */
  moved = $state.raw<readonly Moved[]>([]);
  sending = $state(false);
  /** Why the last press of Generate sent nothing. */
  refusal = $state.raw<CallError | null>(null);
  /** The field whose control is to take the focus, and to say that it did. */
  wantsFocus = $state<string | null>(null);
  loaded = $state(false);

  readonly model = $derived.by(() => this.#models.get(this.generation.model));
  readonly check = $derived.by(() => this.#checks.last);
  /** Why it cannot be sent as it is. */
  readonly problems = $derived(this.check.problems);
  /** The problems that are held against a control. An empty prompt is no mistake of the user's yet. */
  readonly mistakes = $derived(this.problems.filter((problem) => !isPromptMissing(problem)));

  constructor(backend: Backend, jobs: Jobs, models: Models) {
    this.#backend = backend;
    this.#jobs = jobs;
    this.#models = models;
    this.#checks = new DraftChecks(backend, () => this.#snapshot());
  }

  async load(): Promise<void> {
    const { connection_id, generation, variations } = await this.#backend.call('get_draft', {});
    this.connectionId ??= connection_id;
    this.generation = generation;
    this.variations = clampVariations(variations);
    this.loaded = true;
    this.#fitToModel();
    this.#checks.soon();
  }

  /** Another catalogue may take other things. */
  apply(change: Change): void {
    if (change.kind === 'catalogue' && this.connectionId !== null) void this.use({ id: this.connectionId });
  }

  /** The connection in use changed, or what is known of it: its models are asked for again. */
  async use(connection: Pick<Connection, 'id'> | null): Promise<void> {
    const id = connection?.id ?? null;
    if (this.connectionId !== id) {
      this.connectionId = id;
      // What was wrong with another connection, or without one, says nothing of this one.
      this.#checks.forget();
      if (this.loaded) this.#saveSoon();
    }
    if ((await this.#models.use(id)) && this.loaded) this.#fitToModel();
    if (this.loaded) this.#checks.soon();
  }

  /** What does not go with the new value is switched off and told, unless it is a toggle that is edited. */
  edit(patch: Partial<Generation>): void {
    const onlyPrompt = Object.keys(patch).every((key) => key === 'prompt');
    if (onlyPrompt) this.generation = { ...this.generation, ...patch };
    else this.#put(this.generation, settle(this.generation, patch, this.model));
    this.#edited();
  }

  /** On, off, or (`null`) left to the model. */
  switch(toggle: Toggle, on: boolean | null): void {
    const others = Object.entries(this.generation.toggles).filter(([name]) => name !== toggle);
    this.edit({ toggles: Object.fromEntries(on === null ? others : [...others, [toggle, on]]) });
  }

  vary(variations: number): void {
    this.variations = clampVariations(variations);
    this.#edited();
  }

  choose(id: ModelId): void {
    const model = this.#models.get(id);
    if (!model) return;
    this.#put(this.generation, fit(this.generation, model));
    this.#edited();
  }

  /** Takes the last choice back, as far as it moved something; what was typed since stays. */
  undo(): void {
    if (!this.#before) return;
    this.generation = { ...this.#before, prompt: this.generation.prompt };
    this.#before = null;
    this.moved = [];
    this.#edited();
  }

  /** In the first role that is free; null where the model takes no more, and the check says so. */
  addPicture(source: PictureSource, wanted: PictureRole | null = null): void {
    const { pictures } = this.generation;
    const rules = this.model?.controls.pictures ?? null;
    const role = wanted ?? (rules && freeRole(pictures, rules)) ?? 'reference';
    const picture: Picture = { role, source, crop: null, from_clip: null };
    this.edit({ pictures: [...pictures, picture] });
  }

  /** A clip that begins with this still of the gallery, by a model that can. Rejects with the `CallError` of keeping it. */
  async startFrom(id: ClipId): Promise<void> {
    const { id: kept } = await this.#backend.call('keep_still', { id });
    const picture: Picture = { role: 'first', source: { from: 'stored', id: kept }, crop: null, from_clip: id };
    const takes = (model: ModelOption): boolean =>
      model.makes === 'film' && model.offered !== false && model.controls.pictures !== null;
    const model = this.model && takes(this.model) ? this.model : this.#models.all?.find(takes);
    const begun: Generation = { ...this.generation, pictures: [picture], videos: [], remix_of: null };
    this.#put(this.generation, model ? fit(begun, model) : { generation: begun, moved: [] });
    this.#edited();
    this.wantsFocus = 'prompt';
  }

  /** Another version of a finished clip, by the model that made it. */
  remix(source: RemixSource, generation: Generation): void {
    this.reuse({ ...generation, pictures: [], videos: [], cameo: null, remix_of: source });
  }

  /** Puts a made request back into the composer: its prompt and all its settings. */
  reuse(generation: Generation): void {
    this.#put(generation, { generation, moved: [] });
    this.#fitToModel();
    this.#edited();
    this.wantsFocus = 'prompt';
  }

  /**
   * Sends it as it stood when it was asked for; the prompt stays. What was just edited is checked first, so that no press is lost
   * to a check still under way. Tells whether jobs were made: if not, `problems` or `refusal` say why, the first problem's
   * control is to take the focus, and nothing was sent.
   */
  async send(): Promise<boolean> {
    if (!this.loaded || this.sending) return false;
    const pressed = this.#snapshot();
    this.sending = true;
    this.refusal = null;
    try {
      const problem = missing(pressed) ?? (await this.#checks.of(pressed)).problems[0];
      if (problem) {
        this.wantsFocus = problem.field;
        return false;
      }
      await this.#jobs.create(pressed);
      return true;
    } catch (thrown) {
      this.refusal = CallError.from(thrown);
      this.#checks.soon();
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

  /** A model's name for people; the wire name where the catalogue has none. */
  labelOf = (id: ModelId): string => this.#models.labelOf(id);

  #snapshot(): Saved {
    return { connection_id: this.connectionId, generation: this.generation, variations: this.variations };
  }

  #put(before: Generation, { generation, moved }: Fitted): void {
    this.#before = moved.length > 0 ? before : null;
    this.generation = generation;
    this.moved = moved;
  }

  /** Without a model, or with one whose list has come in: the controls show what is legal. */
  #fitToModel(): void {
    const model = this.model ?? (this.generation.model === '' ? this.#firstChoice() : null);
    if (!model) return;
    const fitted = fit(this.generation, model);
    if (fitted.moved.length > 0) this.#put(this.generation, fitted);
    else this.generation = fitted.generation;
  }

  #firstChoice(): ModelOption | null {
    const films = this.#models.all?.filter(({ makes }) => makes === 'film');
    return films?.find((model) => model.offered !== false) ?? films?.[0] ?? null;
  }

  #edited(): void {
    this.refusal = null;
    this.#saveSoon();
    this.#checks.soon();
  }

  #saveSoon(): void {
    this.#saveTimer ??= setTimeout(() => void this.flush(), SAVE_MS);
  }
}

function isPromptMissing({ field, rule }: Problem): boolean {
  return field === 'prompt' && rule.rule === 'required';
}

/** What can be seen without asking: the press goes to where it is lacking at once. */
function missing({ connection_id, generation }: Saved): Problem | null {
  if (connection_id === null) return { field: 'connection_id', rule: { rule: 'required' } };
  if (generation.prompt.trim() === '') return { field: 'prompt', rule: { rule: 'required' } };
  return null;
}
