/**
 * The composer's draft: kept on disk as it is typed, checked against the catalogue, and sent. The rules are the core's;
 * this asks for them and keeps the controls legal when the model changes.
 */
import { CallError, type Backend, type Change, type Clip, type ClipId, type Connection } from '../backend/backend';
import type { ConnectionId, Draft as Saved, Generation, Job, ModelId, ModelOption, Picture } from '../backend/backend';
import type { PictureSource, Problem, RemixPlan, Toggle } from '../backend/backend';
import { DraftChecks } from './draft-check.svelte';
import {
  clampVariations,
  fit,
  freeRole,
  movedPicture,
  settle,
  taking,
  type Fitted,
  type Moved,
} from '../domain/constraints';
import type { Jobs } from './jobs.svelte';
import type { Models } from './models.svelte';
import { isFrom, type Origin } from '../domain/draft-origin';
import { DoubleClickGuard } from './double-click-guard';
import { isPlain, reused, unsent, type Reusable } from '../domain/reuse';
import { withEscapedPrompt } from './escape-prompt';

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
  readonly #press = new DoubleClickGuard();
  /** The prompts that were sent since the start. */
  readonly #sent = new Set<string>();
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
  /** The prompt is to be selected when it takes the focus, so that typing replaces it. */
  wantsSelection = $state(false);
  /** The clip that was put in last, and the way by which the next one comes of it. */
  #origin = $state.raw<Origin | null>(null);
  loaded = $state(false);

  /** With what it takes for this draft. */
  readonly model = $derived.by(() => {
    const option = this.#models.get(this.generation.model);
    return option && taking(option, this.generation);
  });
  readonly check = $derived.by(() => this.#checks.last);
  /** Why it cannot be sent as it is. */
  readonly problems = $derived(this.check.problems);
  /** The problems that are held against a control. An empty prompt is no mistake of the user's yet. */
  readonly mistakes = $derived(this.problems.filter((problem) => !isPromptMissing(problem)));

  /** Which clip this one comes of, and how, as long as what was put in for it is still there. */
  readonly origin = $derived.by(() => (this.#origin && isFrom(this.generation, this.#origin) ? this.#origin : null));
  /** Whether the model takes one more picture. */
  readonly takesPicture = $derived.by(() => this.#freeRole() !== null);

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

  /** The size as the relay is to read it, or (`null`) left to the model. */
  editSize(size: string | null): void {
    const others = { ...this.generation };
    delete others.size;
    this.generation = size === null ? others : { ...others, size };
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

  /** In the first role that is free; tells whether there was one. */
  addPicture(source: PictureSource, given: Partial<Pick<Picture, 'crop' | 'from_clip'>> = {}): boolean {
    const role = this.#freeRole();
    if (role === null) return false;
    const picture: Picture = { role, source, crop: null, from_clip: null, ...given };
    this.edit({ pictures: [...this.generation.pictures, picture] });
    return true;
  }

  /** To another place in their order; the roles stay where they are. */
  movePicture(from: number, to: number): void {
    this.edit({ pictures: movedPicture(this.generation.pictures, from, to) });
  }

  changePicture(index: number, changed: Partial<Picture>): void {
    const { pictures } = this.generation;
    this.edit({ pictures: pictures.map((picture, at) => (at === index ? { ...picture, ...changed } : picture)) });
  }

  removePicture(index: number): void {
    this.edit({ pictures: this.generation.pictures.filter((_, at) => at !== index) });
  }

  /** A clip that begins with this still of the gallery, by a model that can. Rejects with the `CallError` of keeping it. */
  async startFrom(id: ClipId): Promise<void> {
    const kept = await this.#backend.call('keep_still', { id });
    this.#begin(this.generation, { role: 'first', source: { from: 'stored', id: kept.id }, crop: null, from_clip: id });
  }

  /** A clip that begins with the last frame of this one. Rejects with the `CallError` of keeping the frame. */
  async continueFrom({ id, generation }: Pick<Clip, 'id' | 'generation'>): Promise<void> {
    const kept = await this.#backend.call('keep_frame', { id, moment: 'last' });
    const begun = await withEscapedPrompt(this.#backend, unsent(generation));
    const picture: Picture = { role: 'first', source: { from: 'stored', id: kept.id }, crop: null, from_clip: id };
    this.#begin(begun, picture);
    this.#origin = {
      way: 'continuation',
      clip_id: id,
      no_remix: null,
      cost_micros: null,
      instead_of: this.#insteadOf(generation.model),
    };
    this.wantsSelection = true;
  }

  /** Another version of a clip, as the core planned it; `prompt` where it was said already what changes. */
  remix(
    id: ClipId,
    { way, no_remix, cost_micros, generation }: RemixPlan,
    made_by: ModelId,
    prompt?: string,
  ): Promise<void> | undefined {
    const asked = prompt === undefined ? generation : { ...generation, prompt };
    return this.#written(asked, (made) => {
      this.#reuse(made, 'everything');
      this.#origin = { way, clip_id: id, no_remix, cost_micros, instead_of: this.#insteadOf(made_by) };
    });
  }

  /** One clip of a made request: what it costs stands beside the button that has the focus, and nothing is sent before it is pressed. */
  again(generation: Generation): Promise<void> | undefined {
    return this.#written(generation, (made) => {
      this.#reuse(made, 'everything');
      this.variations = 1;
      this.wantsFocus = 'generate';
    });
  }

  /** Whether these words were sent as they stand: they are in the history. */
  isSent(prompt: string): boolean {
    return this.#sent.has(prompt.trim());
  }

  /** Puts a whole draft back as it stood, for those who take back what replaced it. */
  restore({ generation, variations }: Pick<Saved, 'generation' | 'variations'>): void {
    this.#put(this.generation, { generation, moved: [] });
    this.variations = variations;
    this.#fitToModel();
    this.#edited();
  }

  /** Puts a made request, or a part of it, back into the composer. */
  reuse(generation: Generation, part: Reusable = 'everything'): Promise<void> | undefined {
    return this.#written(generation, (made) => this.#reuse(made, part));
  }

  /** A made request as a draft has it: at once where nothing in its prompt could be taken for choices. */
  #written(generation: Generation, take: (made: Generation) => void): Promise<void> | undefined {
    if (isPlain(generation)) {
      take(generation);
      return undefined;
    }
    return withEscapedPrompt(this.#backend, generation).then(take, (thrown: unknown) => {
      this.refusal = CallError.from(thrown);
    });
  }

  #reuse(generation: Generation, part: Reusable): void {
    this.#put(this.generation, { generation: reused(this.generation, generation, part), moved: [] });
    this.#fitToModel();
    if (part === 'everything') this.#origin = null;
    this.#edited();
    this.wantsFocus = 'prompt';
  }

  /**
   * Sends it as it stood when it was asked for; the prompt stays. Returns the jobs that were made; null when nothing was sent:
   * then `problems` or `refusal` say why, and the first problem's control is to take the focus. The second half of a double
   * press is let go.
   */
  async send(): Promise<readonly Job[] | null> {
    const pressed = this.#snapshot();
    if (!this.loaded || this.sending || !this.#press.isMeant(pressed)) return null;
    this.sending = true;
    this.refusal = null;
    try {
      const creation = await this.#jobs.create(pressed);
      if (creation.outcome === 'refused') {
        this.#checks.refuse(creation.problems);
        this.wantsFocus = creation.problems[0]?.field ?? null;
        return null;
      }
      this.#press.accept(pressed);
      this.#sent.add(pressed.generation.prompt.trim());
      return creation.jobs;
    } catch (thrown) {
      this.refusal = CallError.from(thrown);
      this.#checks.soon();
      return null;
    } finally {
      this.sending = false;
    }
  }

  /** Writes at once what was typed: the page is going away or the field was left. */
  async flush(): Promise<void> {
    if (this.#saveTimer === null) return;
    clearTimeout(this.#saveTimer);
    this.#saveTimer = null;
    await this.#backend.call('save_draft', { draft: this.#snapshot() }).catch((thrown: unknown) => {
      const error = CallError.from(thrown);
      if (error.code === 'too_long') this.refusal = error;
    });
  }

  /** A model's name for people; the wire name where the catalogue has none. */
  labelOf = (id: ModelId): string => this.#models.labelOf(id);

  /** The draft with a picture cut otherwise. */
  cut(index: number, crop: Picture['crop']): Saved {
    const { pictures } = this.generation;
    const cut = pictures.map((picture, at) => (at === index ? { ...picture, crop } : picture));
    return { ...this.#snapshot(), generation: { ...this.generation, pictures: cut } };
  }

  /** As it would be sent now. */
  get saved(): Saved {
    return this.#snapshot();
  }

  #snapshot(): Saved {
    return { connection_id: this.connectionId, generation: this.generation, variations: this.variations };
  }

  #freeRole(): Picture['role'] | null {
    const { pictures, remix_of } = this.generation;
    const rules = this.model?.controls.pictures;
    return rules && !remix_of ? freeRole(pictures, rules) : null;
  }

  /** By the generation's own model where it can begin a clip with a picture, else by one that can. */
  #begin(generation: Generation, picture: Picture): void {
    const own = this.#models.get(generation.model);
    const among = (takes: (model: ModelOption) => boolean): ModelOption | undefined =>
      own && takes(own) ? own : this.#models.all?.find(takes);
    const model = among(beginsWithPicture) ?? among(takesPictures);
    const begun: Generation = { ...generation, pictures: [picture], videos: [], remix_of: null };
    this.#put(this.generation, model ? fit(begun, model) : { generation: begun, moved: [] });
    this.#origin = null;
    this.#edited();
    this.wantsFocus = 'prompt';
  }

  #insteadOf(model: ModelId): ModelId | null {
    return model === '' || this.generation.model === model ? null : model;
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

function takesPictures({ makes, offered, controls }: ModelOption): boolean {
  return makes === 'film' && offered !== false && controls.pictures !== null;
}

function beginsWithPicture(model: ModelOption): boolean {
  return takesPictures(model) && (model.controls.pictures?.roles.includes('first') ?? false);
}

function isPromptMissing({ field, rule }: Problem): boolean {
  return field === 'prompt' && rule.rule === 'required';
}
