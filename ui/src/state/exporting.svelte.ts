/**
 * The export that is being set up or under way: which clips, how, what it would make, how far it is, and what came of it. One
 * at a time. The names and the files are the core's.
 */
import { CallError, type Backend, type Change, type ClipId } from '../backend/backend';
import type { ExportExtra, ExportForm, ExportPlan, ExportReport } from '../backend/backend';
import { LatestQuery } from './latest-query';

const WAIT_MS = 180;

export interface Progress {
  readonly done: number;
  readonly of: number;
}

export class Exporting {
  readonly #backend: Backend;
  readonly #query = new LatestQuery(WAIT_MS);
  #underWay: readonly ClipId[] = [];

  /** The clips that the dialog is open for; `null`: it is closed. One that runs goes on all the same. */
  ids = $state.raw<readonly ClipId[] | null>(null);
  form = $state.raw<ExportForm | null>(null);
  /** What the form as it stood a moment ago would make. */
  plan = $state.raw<ExportPlan | null>(null);
  /** Why it could not be told. */
  trouble = $state.raw<CallError | null>(null);
  running = $state(false);
  /** How many clips are through, written or not. */
  progress = $state.raw<Progress | null>(null);
  report = $state.raw<ExportReport | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Opens the dialog for these clips; for those of an export under way as long as there is one. */
  open(ids: readonly ClipId[]): void {
    if (ids.length === 0) return;
    if (this.running) this.ids = this.#underWay;
    else void this.#begin(ids);
  }

  /** Shows again what came of an export, unless another one is under way. */
  show(report: ExportReport): void {
    if (!this.running) this.report = report;
    this.ids = this.#underWay;
  }

  /** Opens the dialog for the clips that were not written. */
  again(): void {
    this.open((this.report?.failed ?? []).map(({ clip_id }) => clip_id));
  }

  close(): void {
    this.ids = null;
    this.#query.cancel();
  }

  apply(change: Change): void {
    if (change.kind === 'exporting' && this.running) this.progress = { done: change.done, of: change.of };
  }

  edit(patch: Partial<ExportForm>): void {
    if (!this.form) return;
    this.form = { ...this.form, ...patch };
    this.#query.soon(() => void this.#ask());
  }

  has(extra: ExportExtra): boolean {
    return this.form?.extras.includes(extra) ?? false;
  }

  /** A relay's address goes into recipes: without one there is nothing for it to go into. */
  switch(extra: ExportExtra, on: boolean): void {
    const others = (this.form?.extras ?? []).filter((other) => other !== extra);
    const extras = on ? [...others, extra] : others;
    this.edit({ extras: extras.some(holdsRecipe) ? extras : extras.filter((other) => other !== 'relay') });
  }

  /** Asks for another folder. Rejects with the `CallError`. */
  async chooseFolder(): Promise<void> {
    if ((await this.#backend.call('choose_export_folder', {})) !== null) await this.#ask();
  }

  /** Writes the clips; `null` when the user thought better of it. Rejects with the `CallError`; the dialog stays as it was. */
  async run(): Promise<ExportReport | null> {
    const { ids, form } = this;
    if (!ids || !form || this.running) return null;
    this.#underWay = ids;
    this.running = true;
    try {
      const report = await this.#backend.call('export_clips', { ids: [...ids], form });
      this.report = report;
      return report;
    } finally {
      this.running = false;
      this.progress = null;
    }
  }

  /** Rejects with the `CallError`. */
  async reveal(): Promise<void> {
    await this.#backend.call('reveal_exports', {});
  }

  async #begin(ids: readonly ClipId[]): Promise<void> {
    this.ids = ids;
    this.report = null;
    this.plan = null;
    this.trouble = null;
    try {
      this.form ??= await this.#backend.call('get_export_form', {});
      await this.#ask();
    } catch (thrown) {
      this.trouble = CallError.from(thrown);
    }
  }

  async #ask(): Promise<void> {
    const { ids, form } = this;
    if (!ids || !form) return;
    const isLatest = this.#query.begin();
    try {
      const plan = await this.#backend.call('plan_export', { ids: [...ids], form });
      if (!isLatest()) return;
      this.plan = plan;
      this.trouble = null;
    } catch (thrown) {
      if (isLatest()) this.trouble = CallError.from(thrown);
    }
  }
}

export function holdsRecipe(extra: ExportExtra): boolean {
  return extra === 'recipe_file' || extra === 'recipe_in_film';
}
