/**
 * The storyboard that is open: every edit can be taken back and is on disk in a moment. What is sent of it, and whether it
 * may be, is asked of the core.
 */
import {
  CallError,
  type Backend,
  type Connection,
  type ConnectionId,
  type Draft,
  type Generation,
} from '../backend/backend';
import type { Job, ModelId, Shot, ShotsAs, Storyboard, StoryboardId, Toggle } from '../backend/backend';
import * as board from '../domain/shots';
import { clampVariations, fit, settle, type Fitted, type Moved } from '../domain/constraints';
import type { Jobs } from './jobs.svelte';
import type { Models } from './models.svelte';
import { DoubleClickGuard } from './double-click-guard';
import { StoryboardChecks } from './storyboard-check.svelte';
import { History } from './edit-history.svelte';
import { Autosave } from './autosave.svelte';

/** A shot as it is edited: it has a key of its own, so that it is the same one wherever it is moved. */
export interface Card extends Shot {
  readonly key: number;
}

/** What can be edited, and so taken back. */
interface State {
  readonly name: string;
  readonly cards: readonly Card[];
  readonly generation: Generation | null;
  readonly variations: number;
  /** How the user wants the shots to be sent; null: as the model takes them. */
  readonly shots_as: ShotsAs | null;
}

type Saved = Pick<Storyboard, 'id' | 'name' | 'shots' | 'draft'>;

const NOTHING: State = { name: '', cards: [], generation: null, variations: 1, shots_as: null };

export class StoryboardEditor {
  readonly #jobs: Jobs;
  readonly #models: Models;
  readonly #autosave: Autosave<Saved>;
  readonly #checks: StoryboardChecks;
  readonly #history = new History<State>();
  readonly #press = new DoubleClickGuard();
  #state = $state.raw<State>(NOTHING);
  #connection = $state<ConnectionId | null>(null);
  #nextKey = 1;

  id = $state<StoryboardId | null>(null);
  /** The place of the shot that is worked on. */
  selected = $state(0);
  /** What the last choice of a model moved or dropped. */
  moved = $state.raw<readonly Moved[]>([]);
  sending = $state(false);
  /** Why the last press of Generate sent nothing. */
  refusal = $state.raw<CallError | null>(null);
  /** The field whose control is to take the focus, and to say that it did. */
  wantsFocus = $state<string | null>(null);

  readonly name = $derived(this.#state.name);
  readonly cards = $derived(this.#state.cards);
  readonly generation = $derived(this.#state.generation);
  readonly variations = $derived(this.#state.variations);
  readonly model = $derived.by(() => this.#models.get(this.#state.generation?.model ?? ''));
  readonly check = $derived.by(() => this.#checks.last);
  readonly problems = $derived(this.check?.check.problems ?? []);
  readonly shots_ms = $derived(board.total(this.#state.cards));
  /** How the shots are sent: as the user wants, else as the model takes them. */
  readonly shots_as = $derived.by((): ShotsAs => {
    const takesAll = this.model?.controls.takes_storyboard ?? true;
    return this.#state.shots_as ?? (takesAll ? 'one_clip' : 'clip_per_shot');
  });
  /** Of the clip lengths that the model makes, the nearest to the shots' sum; null where the clip has it. */
  readonly fit_s = $derived.by(() => {
    const told = this.check?.check.warnings.map(({ rule }) => (rule.rule === 'shots_sum' ? rule.fit_s : null)) ?? [];
    return told.find((seconds) => seconds !== null) ?? null;
  });
  /** The clip's length, where all shots become one clip. */
  readonly clip_ms = $derived.by(() => {
    const seconds = this.#state.generation?.duration_s ?? null;
    if (this.shots_as === 'clip_per_shot') return null;
    return seconds === null ? (this.check?.clip_ms ?? null) : seconds * 1000;
  });
  readonly canUndo = $derived.by(() => this.#history.canUndo);
  readonly canRedo = $derived.by(() => this.#history.canRedo);
  readonly isSaved = $derived.by(() => this.#autosave.settled);
  readonly saveError = $derived.by(() => this.#autosave.error);

  constructor(backend: Backend, jobs: Jobs, models: Models, onsaved: (storyboard: Storyboard) => void) {
    this.#jobs = jobs;
    this.#models = models;
    this.#autosave = new Autosave(async (saved) => onsaved(await backend.call('save_storyboard', saved)));
    this.#checks = new StoryboardChecks(backend, () => this.#snapshot());
  }

  /** What can be taken back of one that is open already stays so. */
  open(storyboard: Storyboard): void {
    if (this.id === storyboard.id) return;
    void this.flush();
    const { generation, variations, shots_as = null } = storyboard.draft;
    this.id = storyboard.id;
    this.selected = 0;
    this.moved = [];
    this.refusal = null;
    this.#history.forget();
    this.#checks.forget();
    const { name } = storyboard;
    this.#state = { name, cards: [], generation, variations: clampVariations(variations), shots_as };
    this.refit();
    this.#state = { ...this.#state, cards: this.#keyed(board.filled(storyboard.shots, this.clip_ms)) };
    void this.#checks.now();
  }

  /** It goes to the connection in use, as the composer's draft does. */
  use(connection: Pick<Connection, 'id'> | null): void {
    this.#connection = connection?.id ?? null;
    this.refit();
  }

  /** Settings that the model does not take are brought to what it does: no edit of the user's, so nothing to take back. */
  refit(): void {
    const { generation } = this.#state;
    if (!generation || this.id === null) return;
    const model = this.model ?? (generation.model === '' ? this.#firstChoice() : null);
    if (model) this.#state = { ...this.#state, generation: fit(generation, model).generation };
    this.#checks.soon();
  }

  rename(name: string): void {
    if (name.trim() !== '' && name !== this.name) this.#edit({ name: name.trim() });
  }

  move(from: number, to: number): void {
    if (from === to || !this.cards[from] || !this.cards[to]) return;
    this.#edit({ cards: board.move(this.cards, from, to) });
    this.selected = to;
  }

  /** `gesture`: one drag is one step to take back, and so are presses of a key in a row. */
  resize(at: number, ms: number, gesture = 'keys'): void {
    const cards = board.resize(this.cards, at, ms);
    if (cards[at]?.duration_ms === this.cards[at]?.duration_ms) return;
    this.#edit({ cards }, `resize/${this.cards[at]?.key}/${gesture}`);
  }

  describe(at: number, scene: string): void {
    this.#edit({ cards: board.describe(this.cards, at, scene) }, `scene/${this.cards[at]?.key}`);
  }

  add(at = this.cards.length): void {
    const shot = { scene: '', duration_ms: board.roomFor(this.cards, this.clip_ms) };
    this.#edit({ cards: board.insert(this.cards, at, ...this.#keyed([shot])) });
    this.selected = at;
  }

  duplicate(at: number): void {
    const card = this.cards[at];
    if (!card) return;
    this.#edit({ cards: board.insert(this.cards, at + 1, ...this.#keyed([card])) });
    this.selected = at + 1;
  }

  remove(at: number): void {
    if (!this.cards[at]) return;
    this.#edit({ cards: board.remove(this.cards, at) });
    this.selected = Math.max(
      0,
      Math.min(this.selected > at ? this.selected - 1 : this.selected, this.cards.length - 1),
    );
  }

  spread(): void {
    if (this.clip_ms !== null) this.#edit({ cards: board.spread(this.cards, this.clip_ms) });
  }

  fit(): void {
    if (this.clip_ms !== null) this.#edit({ cards: board.fit(this.cards, this.clip_ms) });
  }

  /** The shots of a pasted text, in place of all, or after the last. */
  take(shots: readonly Shot[], where: 'instead' | 'after'): void {
    const before = where === 'after' ? this.cards : [];
    const cards = board.filled([...before, ...this.#keyed(shots)], this.clip_ms);
    this.#edit({ cards });
    this.selected = before.length;
  }

  /** What does not go with the new value is switched off and told. */
  set(patch: Partial<Generation>): void {
    if (this.generation) this.#put(settle(this.generation, patch, this.model));
  }

  /** On, off, or (`null`) left to the model. */
  switch(toggle: Toggle, on: boolean | null): void {
    const others = Object.entries(this.generation?.toggles ?? {}).filter(([name]) => name !== toggle);
    this.set({ toggles: Object.fromEntries(on === null ? others : [...others, [toggle, on]]) });
  }

  choose(id: ModelId): void {
    const model = this.#models.get(id);
    if (model && this.generation) this.#put(fit(this.generation, model));
  }

  vary(variations: number): void {
    this.#edit({ variations: clampVariations(variations) }, 'variations');
  }

  sendAs(shots_as: ShotsAs): void {
    this.#edit({ shots_as });
  }

  undo(): boolean {
    return this.#restore(this.#history.undo(this.#state));
  }

  redo(): boolean {
    return this.#restore(this.#history.redo(this.#state));
  }

  /** Writes at once what was edited: the room is left or the page is going away. */
  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /**
   * Saves it as it stands, and sends that. The jobs it made; null when nothing was sent: then the first problem's control is
   * to take the focus, or `refusal` or `saveError` say why.
   */
  async send(): Promise<readonly Job[] | null> {
    const pressed = this.#snapshot();
    if (this.id === null || !pressed || this.sending || !this.#press.isMeant(pressed)) return null;
    this.sending = true;
    this.refusal = null;
    try {
      this.#autosave.put({ id: this.id, name: this.name, ...pressed });
      await this.flush();
      if (this.saveError) return null;
      const creation = await this.#jobs.createOf(this.id);
      if (creation.outcome === 'created') {
        this.#press.accept(pressed);
        return creation.jobs;
      }
      this.wantsFocus = creation.problems[0]?.field ?? null;
      void this.#checks.now();
    } catch (thrown) {
      this.refusal = CallError.from(thrown);
    } finally {
      this.sending = false;
    }
    return null;
  }

  labelOf = (id: ModelId): string => this.#models.labelOf(id);

  #put({ generation, moved }: Fitted): void {
    this.#edit({ generation });
    this.moved = moved;
  }

  #edit(patch: Partial<State>, thing: string | null = null): void {
    this.#history.keep(this.#state, thing);
    this.#state = { ...this.#state, ...patch };
    this.moved = [];
    this.#edited();
  }

  #restore(state: State | null): boolean {
    if (!state) return false;
    this.#state = state;
    this.moved = [];
    this.selected = Math.max(0, Math.min(this.selected, this.cards.length - 1));
    this.#edited();
    return true;
  }

  #edited(): void {
    this.refusal = null;
    const snapshot = this.#snapshot();
    if (this.id !== null && snapshot) this.#autosave.put({ id: this.id, name: this.name, ...snapshot });
    this.#checks.soon();
  }

  #snapshot(): { shots: Shot[]; draft: Draft } | null {
    const { cards, generation, variations, shots_as } = this.#state;
    if (!generation) return null;
    const shots = cards.map(({ scene, duration_ms }) => ({ scene, duration_ms }));
    const chosen = shots_as === null ? {} : { shots_as };
    return { shots, draft: { connection_id: this.#connection, generation, variations, ...chosen } };
  }

  #keyed(shots: readonly Shot[]): Card[] {
    return shots.map(({ scene, duration_ms }) => ({ scene, duration_ms, key: this.#nextKey++ }));
  }

  /** Without a model: one that takes a storyboard, if there is one. */
  #firstChoice(): ReturnType<Models['get']> {
    const films = this.#models.all?.filter(({ makes, offered }) => makes === 'film' && offered !== false) ?? [];
    return films.find(({ controls }) => controls.takes_storyboard) ?? films[0] ?? null;
  }
}
