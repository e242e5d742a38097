/** What clips came from and what came of them: asked for when a clip is looked at, and again when clips come or go. */
import { SvelteMap } from 'svelte/reactivity';
import type { Backend, Change, ClipId, Family } from '../backend/backend';

/** Kept: enough for going back and forth. */
const KEPT = 200;

export class Families {
  readonly #backend: Backend;
  readonly #byId = new SvelteMap<ClipId, Family>();
  /** Asked for since clips last came or went. */
  readonly #asked = new Set<ClipId>();
  /** Counts how often clips came or went. */
  #age = $state(0);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** As it was last told; it may be older than what `want` brings. */
  get(id: ClipId): Family | undefined {
    return this.#byId.get(id);
  }

  /** Reactive: asks again when clips came or went since. */
  want(id: ClipId): void {
    const age = this.#age;
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    void this.#fetch(id, age);
  }

  apply(change: Change): void {
    if (change.kind === 'clip' || change.kind === 'clips') this.forget();
  }

  /** What is here may be old. */
  forget(): void {
    this.#asked.clear();
    this.#age += 1;
  }

  async #fetch(id: ClipId, age: number): Promise<void> {
    try {
      const family = await this.#backend.call('get_family', { id });
      if (age === this.#age) this.#byId.set(id, family);
    } catch {
      // Without it a clip is shown alone.
      this.#asked.delete(id);
    }
    for (const old of this.#byId.keys()) {
      if (this.#byId.size <= KEPT) return;
      this.#byId.delete(old);
    }
  }
}
