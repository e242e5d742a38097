/**
 * The gallery: its whole index as columns, which clip is selected, and where the user looks. It does not hold the clips
 * themselves: `clips.svelte.ts` fetches those that are looked at.
 */
import { untrack } from 'svelte';
import type { Backend, Change, Clip, ClipId, GalleryIndex, Query } from '../backend/backend';
import { attempt } from './attempt';
import type { Jobs } from './jobs.svelte';
import { PLAIN } from './question';
import { clipOfKey, indexOfId, insertion, sequence, type Sequence } from './sequence';

/** An item and how far above the viewport's top its row begins: what the grid holds on to. */
export interface Place {
  readonly key: number;
  readonly offset: number;
}

const ALL = 100_000;
const EMPTY: GalleryIndex = { ids: [], ratios: [], placed_at: [] };

export class Gallery {
  readonly #backend: Backend;
  readonly #jobs: Jobs;
  #index = $state.raw<GalleryIndex>(EMPTY);
  /** Changes that came while a load was under way; told again on top of what it brings. */
  #pending: Change[] | null = null;

  /** What is asked. */
  query = $state.raw<Query>(PLAIN);
  /** Whether the first load is through. */
  loaded = $state(false);
  /** The key of the selected tile. */
  selected = $state<number | null>(null);
  /** Kept here so that the gallery is where it was when the user comes back to it. */
  place: Place | null = null;

  /** What the jobs' tiles are and where they stand, as one comparable text: it stays the same while they only progress. */
  readonly #arrangement = $derived.by(() =>
    this.#jobs.tiles.map(({ job, clip_id, placed_at }) => `${job.id}/${clip_id ?? ''}/${placed_at}`).join(),
  );
  /** The tiles in their order. It changes only when one comes, goes or moves: not with a job's progress. */
  readonly sequence = $derived.by<Sequence>(() => {
    void this.#arrangement;
    return sequence(
      this.#index,
      untrack(() => this.#jobs.tiles),
    );
  });
  /** The clips in the order of the gallery, without the jobs. */
  readonly clips = $derived<readonly ClipId[]>(Array.from(this.sequence.keys).filter((key) => key > 0));
  readonly selectedClip = $derived(this.selected === null ? null : clipOfKey(this.selected));

  constructor(backend: Backend, jobs: Jobs) {
    this.#backend = backend;
    this.#jobs = jobs;
  }

  async load(): Promise<void> {
    this.#pending = [];
    const index = await this.#backend.call('find_clips', { query: this.query, from: 0, most: ALL });
    const missed = this.#pending;
    this.#pending = null;
    this.#index = index;
    for (const change of missed) this.#change(change);
    this.loaded = true;
  }

  apply(change: Change): void {
    if (this.#pending) this.#pending.push(change);
    else this.#change(change);
    if (change.kind === 'job') this.#follow(change.job.id, change.job.clip_id);
    if (change.kind === 'clip' && change.clip.job_id !== null) this.#follow(change.clip.job_id, change.clip.id);
  }

  /** Asks another question. */
  show(query: Query): void {
    this.query = query;
    void attempt(this.load());
  }

  select(key: number | null): void {
    this.selected = key;
  }

  has(id: ClipId): boolean {
    return indexOfId(this.#index.ids, id) >= 0;
  }

  /** The clip beside another in the gallery's order; `null` at an end. */
  beside(id: ClipId, step: 1 | -1): ClipId | null {
    const at = this.clips.indexOf(id);
    return at < 0 ? null : (this.clips[at + step] ?? null);
  }

  /** A selected job whose tile became a clip stays selected as that clip. */
  #follow(job: number, clip: ClipId | null): void {
    if (clip !== null && this.selected === -job) this.selected = clip;
  }

  #change(change: Change): void {
    if (change.kind === 'clip' && change.clip.trashed_at === null) this.#insert(change.clip);
    if (change.kind === 'clip' && change.clip.trashed_at !== null) this.#remove([change.clip.id]);
    if (change.kind === 'clips') void this.load().catch(() => undefined);
  }

  #insert(clip: Clip): void {
    const { ids, ratios, placed_at } = this.#index;
    const { width, height } = clip.film;
    const ratio = width > 0 && height > 0 ? Math.round((width / height) * 1000) : 0;
    const known = indexOfId(ids, clip.id);
    const at = known < 0 ? insertion(this.#index, clip) : known;
    const taken = known < 0 ? 0 : 1;
    if (taken === 1 && ratios[at] === ratio) return;
    this.#index = {
      ids: ids.toSpliced(at, taken, clip.id),
      ratios: ratios.toSpliced(at, taken, ratio),
      placed_at: placed_at.toSpliced(at, taken, clip.placed_at),
    };
  }

  /** The selection goes to a neighbour of what went, so that several can be weeded out in a row. */
  #remove(gone: readonly ClipId[]): void {
    const out = new Set(gone);
    const { ids, ratios, placed_at } = this.#index;
    if (!ids.some((id) => out.has(id))) return;
    if (this.selected !== null && out.has(this.selected)) this.selected = this.#neighbour(this.selected, out);
    const stays = (_: number, at: number): boolean => !out.has(ids[at] ?? 0);
    this.#index = { ids: ids.filter(stays), ratios: ratios.filter(stays), placed_at: placed_at.filter(stays) };
  }

  #neighbour(id: ClipId, out: ReadonlySet<ClipId>): ClipId | null {
    const at = this.clips.indexOf(id);
    const stays = (other: ClipId): boolean => !out.has(other);
    return this.clips.slice(at + 1).find(stays) ?? this.clips.slice(0, at).findLast(stays) ?? null;
  }
}
