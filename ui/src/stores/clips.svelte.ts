/** The clips that were looked at: fetched in batches for what is visible, kept up to a bound, corrected by changes. */
import { SvelteMap } from 'svelte/reactivity';
import type { Backend, Change, Clip, ClipId } from '../backend/backend';

const BATCH = 100;
/** Clips kept: enough for many screens, a few MB. */
const KEPT = 4_000;
/** Ids asked for within this time go in one call. */
const GATHER_MS = 40;

export class Clips {
  readonly #backend: Backend;
  readonly #byId = new SvelteMap<ClipId, Clip>();
  /** Under way, and by which call: what a later one or a change told is newer. */
  readonly #asked = new Map<ClipId, number>();
  #calls = 0;
  #wanted = new Set<ClipId>();
  readonly #needed = new Set<ClipId>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get(id: ClipId): Clip | undefined {
    return this.#byId.get(id);
  }

  /** Asks for clips that are not here; what was asked before and not fetched yet is dropped: it scrolled by. */
  want(ids: readonly ClipId[]): void {
    this.#wanted = new Set(ids.filter((id) => !this.#byId.has(id) && !this.#asked.has(id)));
    if (this.#wanted.size > 0) this.#timer ??= setTimeout(() => void this.#fetch(), GATHER_MS);
  }

  /** Asks for clips that something on screen names, wherever the user scrolls to. */
  need(ids: readonly ClipId[]): void {
    for (const id of ids) if (!this.#byId.has(id) && !this.#asked.has(id)) this.#needed.add(id);
    if (this.#needed.size > 0) this.#timer ??= setTimeout(() => void this.#fetch(), GATHER_MS);
  }

  apply(change: Change): void {
    if (change.kind === 'clip') {
      this.#byId.set(change.clip.id, change.clip);
      this.#asked.delete(change.clip.id);
    }
    if (change.kind === 'clips') this.#renew(change.ids);
  }

  /** Changes were missed: what is here may be old. */
  forget(): void {
    this.#asked.clear();
    this.#byId.clear();
  }

  /** Those that are here or under way are fetched again; they stay as they were until then. */
  #renew(ids: readonly ClipId[]): void {
    for (const id of ids) if (this.#byId.has(id) || this.#asked.has(id)) this.#needed.add(id);
    if (this.#needed.size > 0) this.#timer ??= setTimeout(() => void this.#fetch(), GATHER_MS);
  }

  async #fetch(): Promise<void> {
    this.#timer = null;
    const ids = [...new Set([...this.#needed, ...this.#wanted])].slice(0, BATCH);
    if (ids.length === 0) return;
    const call = ++this.#calls;
    for (const id of ids) {
      this.#wanted.delete(id);
      this.#needed.delete(id);
      this.#asked.set(id, call);
    }
    try {
      for (const clip of await this.#backend.call('get_clips', { ids })) {
        if (this.#asked.get(clip.id) === call) this.#byId.set(clip.id, clip);
      }
      this.#trim();
    } catch {
      // The tile shows its poster without words; it asks again when it is next looked at.
    } finally {
      for (const id of ids) if (this.#asked.get(id) === call) this.#asked.delete(id);
    }
    if (this.#wanted.size + this.#needed.size > 0) this.#timer ??= setTimeout(() => void this.#fetch(), 0);
  }

  /** Oldest first. */
  #trim(): void {
    for (const id of this.#byId.keys()) {
      if (this.#byId.size <= KEPT) return;
      this.#byId.delete(id);
    }
  }
}
