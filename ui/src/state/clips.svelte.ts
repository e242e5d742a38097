/**
 * The clips that were looked at: fetched in batches for what is visible, kept up to a bound, corrected by changes. Several
 * parts of the page look at clips at the same time; each tells its own, and none takes away what another one waits for.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Backend, Change, Clip, ClipId } from '../backend/backend';

const BATCH = 100;
/** Clips kept: enough for many screens, a few MB. */
const KEPT = 4_000;
/** Ids asked for within this time go in one call. */
const GATHER_MS = 40;
/** After a call that failed, what is in view is asked for again. */
const RETRY_MS = 2_000;

/** A part of the page that shows clips. */
export type Viewer = 'gallery' | 'inspector' | 'theatre' | 'characters' | 'character' | 'storyboards' | 'storyboard';

export class Clips {
  readonly #backend: Backend;
  readonly #byId = new SvelteMap<ClipId, Clip>();
  /** Under way, and by which call: what a later one or a change told is newer. */
  readonly #asked = new Map<ClipId, number>();
  #calls = 0;
  /** What each viewer shows now. */
  readonly #viewed = new Map<Viewer, readonly ClipId[]>();
  /** Of that, what is neither here nor under way. */
  readonly #wanted = new Map<Viewer, Set<ClipId>>();
  readonly #needed = new Set<ClipId>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get(id: ClipId): Clip | undefined {
    return this.#byId.get(id);
  }

  /** Asks for the clips that a viewer shows now; what it asked for before and was not fetched yet is dropped: it scrolled by. */
  want(viewer: Viewer, ids: readonly ClipId[]): void {
    this.#viewed.set(viewer, ids);
    this.#wanted.set(viewer, new Set(ids.filter((id) => !this.#byId.has(id) && !this.#asked.has(id))));
    this.#gather();
  }

  /** Asks for clips that something on screen names, wherever the user scrolls to. */
  need(ids: readonly ClipId[]): void {
    for (const id of ids) if (!this.#byId.has(id) && !this.#asked.has(id)) this.#needed.add(id);
    this.#gather();
  }

  apply(change: Change): void {
    if (change.kind === 'clip') {
      this.#byId.set(change.clip.id, change.clip);
      this.#asked.delete(change.clip.id);
    }
    if (change.kind === 'clips') this.#renew(change.ids);
  }

  /** Changes were missed: what is here may be old. What is in view is fetched anew. */
  forget(): void {
    this.#asked.clear();
    this.#byId.clear();
    this.#wantAgain();
  }

  /** Those that are here or under way are fetched again; they stay as they were until then. */
  #renew(ids: readonly ClipId[]): void {
    for (const id of ids) if (this.#byId.has(id) || this.#asked.has(id)) this.#needed.add(id);
    this.#gather();
  }

  #wantAgain(): void {
    for (const [viewer, ids] of this.#viewed) this.want(viewer, ids);
  }

  #gather(delay_ms = GATHER_MS): void {
    if (this.#waiting().length > 0) this.#timer ??= setTimeout(() => void this.#fetch(), delay_ms);
  }

  /** Every id that is to be asked for, once. */
  #waiting(): ClipId[] {
    return [...new Set([...this.#needed, ...[...this.#wanted.values()].flatMap((ids) => [...ids])])];
  }

  async #fetch(): Promise<void> {
    this.#timer = null;
    const ids = this.#waiting().slice(0, BATCH);
    if (ids.length === 0) return;
    const call = ++this.#calls;
    for (const id of ids) {
      for (const wanted of this.#wanted.values()) wanted.delete(id);
      this.#needed.delete(id);
      this.#asked.set(id, call);
    }
    try {
      for (const clip of await this.#backend.call('get_clips', { ids })) {
        if (this.#asked.get(clip.id) === call) this.#byId.set(clip.id, clip);
      }
      this.#trim();
    } catch {
      // Until then the tile shows its poster without words.
      setTimeout(() => this.#wantAgain(), RETRY_MS);
    } finally {
      for (const id of ids) if (this.#asked.get(id) === call) this.#asked.delete(id);
    }
    this.#gather(0);
  }

  /** Oldest first, and nothing that is in view. */
  #trim(): void {
    if (this.#byId.size <= KEPT) return;
    const viewed = new Set([...this.#viewed.values()].flat());
    for (const id of this.#byId.keys()) {
      if (this.#byId.size <= KEPT) return;
      if (!viewed.has(id)) this.#byId.delete(id);
    }
  }
}
