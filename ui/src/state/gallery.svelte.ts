/**
 * The gallery: what is asked of it, what was found as columns, which clip is selected, and where the user looks. It does not
 * hold the clips themselves: `clips.svelte.ts` fetches those that are looked at.
 */
import { untrack } from 'svelte';
import type { Backend, Change, Clip, ClipId, Found, GalleryView, Query } from '../backend/backend';
import { withErrorToast } from './error-toast';
import { columnsOf, indexOfId, insertion, withClips, withoutClips, type Columns } from '../domain/clip-columns';
import { begin, grown, next, STRETCH, until, UNSEEN, type Answer } from './query-pager';
import { failures, foldedOf, tilesFor } from '../domain/job-tiles';
import type { Jobs } from './jobs.svelte';
import { cleared, daysOf, isKept, isPlain, isSame, PLAIN, type Days } from '../domain/gallery-query';
import { clipOfKey, galleryOrder, type GalleryOrder } from '../domain/gallery-order';
import { SavedView } from './saved-view';
import { LatestQuery } from './latest-query';

/** An item and how far above the viewport's top its row begins: what the grid holds on to. */
export interface Place {
  readonly key: number;
  readonly offset: number;
}

/** What the tiles show: an answer, perhaps not yet whole, and the question it answers. */
interface Shown extends Answer {
  readonly query: Query;
  /** As its beginning has them: headings must not change as the rest of it comes. */
  readonly days: Days;
}

/** Changes within this time are looked into together. */
const GATHER_MS = 50;
/** Letters within this time are one question. */
const TYPING_MS = 40;
/** So long the beginning of an answer has the machine for itself: its tiles are fetched and painted. */
const PAINTING_MS = 250;
/** Of more clips that changed it is no use to ask one by one. */
const MENDED = 200;

const pause = (time: number): Promise<void> => new Promise((go) => setTimeout(go, time));

const NOTHING: Shown = { query: PLAIN, stamp: null, count: 0, columns: columnsOf(0), isWhole: false, days: 'fall' };

export class Gallery {
  readonly #backend: Backend;
  readonly #jobs: Jobs;
  readonly #whereabouts: SavedView;
  #shown = $state.raw(NOTHING);
  readonly #latest = new LatestQuery();
  #isAsking = false;
  /** Clips that changed since what is shown was last compared with the core. */
  #told = new Set<ClipId>();
  #isOld = false;
  /** Clips that were taken out here since what is shown was last asked for. */
  #left = new Set<ClipId>();
  /** How many times clips were taken out while the core has not said yet that they went. */
  #leaving = 0;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Where the user was in the whole gallery before something was looked for. */
  #plainPlace: Place | null = null;

  /** What is asked: what the field, the chips and the menus say. What is shown follows it. */
  query = $state.raw<Query>(PLAIN);
  /** Whether something is shown, be it not all of it yet. */
  loaded = $state(false);
  /** The clips that are kept, whatever is shown of them. */
  total = $state(0);
  #ofShelf = $state(0);
  /** Another question began to be shown: the grid begins anew, at `place`. */
  subject = $state(0);
  /** The key of the selected tile. */
  selected = $state<number | null>(null);
  /** The key of a tile that is to be seen as soon as it is here. */
  awaited = $state<number | null>(null);
  /** Kept here so that the gallery is where it was when the user comes back to it. */
  place: Place | null = null;

  /** The question that the tiles answer. */
  readonly answered = $derived(this.#shown.query);
  /** Whether every clip is shown: what is not here is gone. */
  readonly hasAll = $derived(this.#shown.isWhole && isPlain(this.#shown.query));
  readonly #isFailed = $derived(this.answered.shelf === 'failed');
  /** How many clips were found, exactly; of the failures, how many jobs. */
  readonly count = $derived.by(() => (this.#isFailed ? this.#tiles.length : this.#shown.count));
  /** What the shelf that is shown holds, whatever is asked of it. */
  readonly ofShelf = $derived.by(() => (this.#isFailed ? failures(this.#jobs.tiles).length : this.#ofShelf));
  /** Whether all of them are here already. */
  readonly isWhole = $derived(this.#shown.isWhole);
  /** The same as before, as long as the same clips stand in the same order. */
  readonly stamp = $derived(this.#shown.stamp);
  readonly #columns = $derived(this.#shown.columns);
  readonly #tiles = $derived.by(() => tilesFor(this.#shown, this.#jobs.tiles));
  /** What the jobs' tiles are and where they stand, as one comparable text: it stays the same while they only progress. */
  readonly #arrangement = $derived.by(() =>
    this.#tiles.map(({ job, clip_id, placed_at }) => `${job.id}/${clip_id ?? ''}/${placed_at}`).join(),
  );
  /** The tiles in their order. It changes only when one comes, goes or moves: not with a job's progress. */
  readonly sequence = $derived.by<GalleryOrder>(() => {
    void this.#arrangement;
    return galleryOrder(
      this.#columns,
      untrack(() => this.#tiles),
      this.#shown.days,
    );
  });
  /** The clips in the order of the gallery, without the jobs. */
  readonly clips = $derived.by<Float64Array>(() => this.#clips());
  readonly selectedClip = $derived(this.selected === null ? null : clipOfKey(this.selected));

  constructor(backend: Backend, jobs: Jobs) {
    this.#backend = backend;
    this.#jobs = jobs;
    this.#whereabouts = new SavedView(backend);
  }

  /**
   * Opens where the user was, as soon as a first screen can be shown; `loaded` says when that is, which takes longer where
   * the user was deep in it. Later it looks whether what is shown still holds.
   */
  async load(): Promise<void> {
    if (this.loaded) {
      this.#isOld = true;
      await this.#look();
      return;
    }
    this.#take(await this.#whereabouts.load());
    try {
      await this.#ask();
    } catch (thrown) {
      // A question that the core cannot answer any more must not keep the gallery shut.
      if (isPlain(this.query)) throw thrown;
      this.#take(null);
      await this.#ask();
    }
  }

  apply(change: Change): void {
    if (change.kind === 'job') this.#follow(change.job.id, change.job.clip_id);
    if (change.kind === 'clip') {
      if (change.clip.job_id !== null) this.#follow(change.clip.job_id, change.clip.id);
      this.#insert(change.clip);
      this.#note([change.clip.id]);
    }
    if (change.kind === 'clips') this.#note(change.ids);
  }

  /** Asks another question. What is shown stays until its answer begins. */
  show(query: Query): void {
    this.#pose(query);
    void withErrorToast(this.#ask());
  }

  /** The same question with other words, while they are being typed. */
  search(text: string): void {
    this.#pose({ ...this.query, text });
    this.#typing = setTimeout(() => void withErrorToast(this.#ask()), TYPING_MS);
  }

  /** The whole shelf again. */
  clear(): void {
    this.show(cleared(this.query));
  }

  /** Selects a tile that may be still to come, and has it shown once when it is here. */
  goTo(key: number): void {
    this.select(key);
    this.awaited = key;
  }

  /** Shows a tile wherever it stands: what is looked for is given up where the tile is not among it. */
  reveal(key: number): void {
    if (!isPlain(this.query) && !this.sequence.keys.includes(key)) this.show(PLAIN);
    this.goTo(key);
  }

  /** The jobs that are told in one row over the tiles, newest first. */
  readonly folded = $derived.by(() =>
    isPlain(this.#shown.query) ? foldedOf(this.#jobs.tiles).map(({ job }) => job) : [],
  );

  /** The user sees it now. */
  arrive(): void {
    this.awaited = null;
  }

  select(key: number | null): void {
    this.selected = key;
    if (key !== this.awaited) this.awaited = null;
    this.#save();
  }

  /** Where the user came to rest. */
  rest(place: Place | null): void {
    // Of what was shown before, it says nothing.
    if (this.query !== this.#shown.query) return;
    this.place = place;
    this.#save();
  }

  has(id: ClipId): boolean {
    return indexOfId(this.#shown.columns, id) >= 0;
  }

  /** The clip beside another in the gallery's order; `null` at an end. */
  beside(id: ClipId, step: 1 | -1): ClipId | null {
    const at = this.clips.indexOf(id);
    return at < 0 ? null : (this.clips[at + step] ?? null);
  }

  /** Takes clips out of what is shown while the core is told to; where it cannot do that, they come back. */
  async without<T>(ids: readonly ClipId[], change: Promise<T>): Promise<T> {
    const before = this.#shown;
    for (const id of ids) this.#left.add(id);
    this.#remove(this.#left);
    const after = this.#shown;
    this.#leaving += 1;
    try {
      return await change;
    } catch (thrown) {
      for (const id of ids) this.#left.delete(id);
      if (this.#shown === after) this.#shown = before;
      else this.#isOld = true;
      throw thrown;
    } finally {
      this.#leaving -= 1;
      if (!this.#isAsking) this.#goOn();
    }
  }

  #clips(): Float64Array {
    const { keys } = this.sequence;
    return keys.some((key) => key < 0) ? keys.filter((key) => key > 0) : keys;
  }

  #take(view: GalleryView | null): void {
    const kept = view && isKept(view.query) ? view : null;
    this.query = kept?.query ?? PLAIN;
    this.place = kept && kept.clip_id !== null ? { key: kept.clip_id, offset: kept.offset } : null;
    this.selected = kept?.selected ?? null;
  }

  #save(): void {
    if (!this.loaded) return;
    const { query, place, selected } = this;
    const clip_id = place === null ? null : clipOfKey(place.key);
    const offset = clip_id === null ? 0 : (place?.offset ?? 0);
    this.#whereabouts.save({ query, clip_id, offset, selected: selected === null ? null : clipOfKey(selected) });
  }

  /** The user comes back to where they were in the whole gallery. */
  #pose(query: Query): void {
    clearTimeout(this.#typing);
    if (isPlain(this.query)) this.#plainPlace = this.place;
    this.query = query;
    this.place = isPlain(query) ? this.#plainPlace : null;
    this.#save();
  }

  /** Begins to show the answer as soon as what the user is to see of it is known. The rest of it nobody waits for. */
  async #ask(): Promise<void> {
    const wanted = this.#wanted();
    const { query, place } = this;
    const isEnough = ({ columns }: Answer): boolean => place === null || indexOfId(columns, place.key) >= 0;
    this.#renew();
    try {
      const answer = await begin(this.#backend, query);
      if (!wanted()) return;
      const isBegun = answer.isWhole || isEnough(answer);
      if (isBegun) await this.#begin(query, answer);
      void withErrorToast(this.#finish(query, isBegun ? null : isEnough, wanted));
    } catch (thrown) {
      if (wanted()) {
        this.#isOld = true;
        this.#isAsking = false;
      }
      throw thrown;
    }
  }

  async #begin(query: Query, answer: Answer): Promise<void> {
    this.subject += 1;
    this.#put(query, answer);
    await this.#countShelf();
    this.loaded = true;
  }

  /** What comes behind the beginning, and before it where the user was deep in the answer. */
  async #finish(query: Query, isEnough: ((answer: Answer) => boolean) | null, wanted: () => boolean): Promise<void> {
    try {
      const answer = isEnough && (await until(isEnough, UNSEEN, this.#backend, query, wanted));
      if (!wanted()) return;
      if (answer) await this.#begin(query, answer);
      await this.#grow(wanted);
    } catch (thrown) {
      if (wanted()) this.#isOld = true;
      throw thrown;
    } finally {
      if (wanted()) this.#isAsking = false;
    }
    if (wanted()) this.#goOn();
  }

  /** A stretch at a time, until all of it is here or it fits no more. */
  async #grow(wanted: () => boolean): Promise<void> {
    if (!this.#shown.isWhole) await pause(PAINTING_MS);
    while (wanted() && !this.#shown.isWhole) {
      const before = this.#shown;
      const found = await next(this.#backend, before.query, before);
      if (!wanted()) return;
      // Something came or went here meanwhile: that stretch may not join.
      if (this.#shown !== before) continue;
      if (!this.#joins(found)) {
        if (this.#leaving === 0) this.#isOld = true;
        if (this.#isOld) return;
        await pause(GATHER_MS);
        continue;
      }
      const stamp = found.stamp === before.stamp ? before.stamp : null;
      this.#shown = { ...before, ...grown(before, found), stamp };
    }
  }

  /** Whether nothing changed but what is known to have. */
  #joins({ stamp, count }: Found): boolean {
    const known = this.#told.size + this.#left.size > 0 && this.#accountsFor(this.#told);
    return count === this.#shown.count && (stamp === this.#shown.stamp || known);
  }

  /** Looks whether what is shown still holds; if not, it is mended, or all of it found anew and put in place at once. */
  async #look(): Promise<void> {
    if (this.#isAsking || this.#leaving > 0) return;
    const wanted = this.#wanted();
    const before = this.#shown;
    const told = this.#told;
    const wasOld = this.#isOld;
    this.#told = new Set();
    this.#isOld = false;
    try {
      const { query, columns } = before;
      const { stamp, count } = await this.#backend.call('find_clips', { query, from: 0, most: 0 });
      if (!wanted()) return;
      const isSameAnswer = !wasOld && stamp === before.stamp && count === columns.ids.length;
      const mended = isSameAnswer || wasOld ? null : await this.#mended(count, told);
      if (!wanted()) return;
      const isMoreTold = !isSameAnswer && !mended && !wasOld && this.#told.size > 0 && told.size <= MENDED;
      if (this.#shown !== before || isMoreTold) {
        // What was asked says nothing of what is shown by now, or more of it is being told.
        for (const id of told) this.#told.add(id);
        this.#isOld ||= wasOld;
      } else if (mended) this.#put(query, { stamp, count, columns: mended, isWhole: true });
      else if (!isSameAnswer) await this.#findAnew(query, wanted);
      await this.#countShelf();
    } catch {
      // The door is shut: the next change looks again.
      if (wanted()) this.#isOld = true;
      return;
    } finally {
      if (wanted()) this.#isAsking = false;
    }
    if (wanted()) this.#goOn();
  }

  async #findAnew(query: Query, wanted: () => boolean): Promise<void> {
    this.#left = new Set();
    const answer = await until(({ isWhole }) => isWhole, STRETCH, this.#backend, query, wanted);
    if (answer && wanted()) this.#put(query, answer);
  }

  /** What is shown with every clip that changed in its place, if there are as many then as there should be. */
  async #mended(count: number, told: ReadonlySet<ClipId>): Promise<Columns | null> {
    const { query, columns, isWhole } = this.#shown;
    if (!isWhole) return null;
    if (count === columns.ids.length && this.#accountsFor(told)) return columns;
    if (!isPlain(query) || told.size > MENDED) return null;
    const clips = await this.#backend.call('get_clips', { ids: [...told] });
    const here = clips.filter(({ trashed_at }) => trashed_at === null);
    const gone = new Set(told);
    for (const { id } of here) {
      gone.delete(id);
      this.#left.delete(id);
    }
    const mended = withClips(withoutClips(columns, gone), here);
    return mended.ids.length === count ? mended : null;
  }

  /** Whether each clip that changed was taken out here, or is in its place. */
  #accountsFor(told: ReadonlySet<ClipId>): boolean {
    const { query, columns } = this.#shown;
    const plain = isPlain(query);
    return [...told].every((id) => this.#left.has(id) || (plain && indexOfId(columns, id) >= 0));
  }

  /** What was known of changes is in the answer that is asked for now. */
  #renew(): void {
    this.#told = new Set();
    this.#left = new Set();
    this.#isOld = false;
  }

  #wanted(): () => boolean {
    this.#isAsking = true;
    return this.#latest.begin();
  }

  /** What changed while the core was asked is looked into next. */
  #goOn(): void {
    if (this.#isOld || this.#told.size > 0) this.#gather();
  }

  #note(ids: readonly ClipId[]): void {
    for (const id of ids) this.#told.add(id);
    this.#gather();
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.#look();
    }, GATHER_MS);
  }

  async #countShelf(): Promise<void> {
    const { query, count } = this.#shown;
    if (isPlain(query)) {
      this.total = this.#ofShelf = count;
      return;
    }
    const shelf: Query = { ...PLAIN, shelf: query.shelf };
    const counts = await this.#backend.call('count_clips', { queries: [PLAIN, shelf] }).catch(() => null);
    if (!counts) return;
    [this.total = 0, this.#ofShelf = 0] = counts;
  }

  /** What was taken out here while it was asked for stays out. */
  #put(query: Query, answer: Answer): void {
    const before = this.#shown;
    const again = before.count > 0 && isSame(before.query, query);
    const days = again ? before.days : daysOf(query, answer.columns.placed_at);
    this.#shown = { ...answer, query, days };
    this.#remove(this.#left);
    if (answer.isWhole && isSame(before.query, query)) this.#moveOn(before.columns);
  }

  /** A selected job whose tile became a clip stays selected as that clip. */
  #follow(job: number, clip: ClipId | null): void {
    if (clip !== null && this.selected === -job) this.select(clip);
  }

  /** At once, so that the clip stands where its job stood; the core is asked behind it. */
  #insert(clip: Clip): void {
    const shown = this.#shown;
    if (!isPlain(shown.query) || clip.trashed_at !== null) return;
    if (!shown.isWhole && insertion(shown.columns, clip) >= shown.columns.ids.length) return;
    this.#left.delete(clip.id);
    const columns = withClips(shown.columns, [clip]);
    const more = columns.ids.length - shown.columns.ids.length;
    if (columns !== shown.columns) this.#shown = { ...shown, columns, count: shown.count + more };
  }

  #remove(ids: ReadonlySet<ClipId>): void {
    const shown = this.#shown;
    const columns = ids.size === 0 ? shown.columns : withoutClips(shown.columns, ids);
    if (columns === shown.columns) return;
    const gone = shown.columns.ids.length - columns.ids.length;
    this.#shown = { ...shown, columns, count: shown.count - gone };
    this.#moveOn(shown.columns);
  }

  /** The selection goes to a neighbour of what went, so that several can be weeded out in a row. */
  #moveOn(before: Columns): void {
    const selected = this.selectedClip;
    const at = selected === null ? -1 : indexOfId(before, selected);
    if (at < 0 || selected === null || this.has(selected)) return;
    const here = new Set(this.#shown.columns.ids);
    const stays = (id: ClipId): boolean => here.has(id);
    this.select(before.ids.subarray(at + 1).find(stays) ?? before.ids.subarray(0, at).findLast(stays) ?? null);
  }
}
