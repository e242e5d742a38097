/**
 * The pictures of the library that the page knows of: those it was asked to show, and the list of those used last. It puts
 * none into a prompt: `picture-actions.ts` does.
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Backend, Change, ClipId, Intake, Moment, PictureId, StoredPicture } from '../backend/backend';

export class Pictures {
  readonly #backend: Backend;
  readonly #byId = new SvelteMap<PictureId, StoredPicture>();
  readonly #asked = new Set<PictureId>();
  /** Who takes what is dropped in place of the composer: a dialog that is open. */
  #taker: ((intakes: readonly Intake[]) => void) | null = null;

  /** Those taken in or sent last, newest first; empty until it was asked for. */
  recent = $state.raw<readonly StoredPicture[]>([]);
  /** Whether files are being dragged over the window. */
  isOver = $state(false);
  /** What was dropped on the window, until somebody has taken it. */
  dropped = $state.raw<readonly Intake[]>([]);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get(id: PictureId): StoredPicture | undefined {
    return this.#byId.get(id);
  }

  apply(change: Change): void {
    if (change.kind === 'drag_over') this.isOver = change.is_over;
    if (change.kind !== 'dropped') return;
    this.isOver = false;
    const intakes = this.#know(change.intakes);
    if (this.#taker) this.#taker(intakes);
    else this.dropped = [...this.dropped, ...intakes];
  }

  /** What is dropped goes to `taker` until the returned function is called. */
  claimDrops(taker: (intakes: readonly Intake[]) => void): () => void {
    this.#taker = taker;
    return () => (this.#taker = null);
  }

  /** Whether somebody takes what is dropped in place of the composer. */
  get areClaimed(): boolean {
    return this.#taker !== null;
  }

  takeDropped(): readonly Intake[] {
    const taken = this.dropped;
    this.dropped = [];
    return taken;
  }

  /** Asks for those that are not known; one that there is not is asked for once. */
  async want(ids: readonly PictureId[]): Promise<void> {
    const missing = ids.filter((id) => !this.#byId.has(id) && !this.#asked.has(id));
    if (missing.length === 0) return;
    for (const id of missing) this.#asked.add(id);
    try {
      for (const picture of await this.#backend.call('get_pictures', { ids: missing })) this.#put(picture);
    } catch {
      for (const id of missing) this.#asked.delete(id);
    }
  }

  async loadRecent(): Promise<void> {
    this.recent = await this.#backend.call('list_pictures', {});
    for (const picture of this.recent) this.#put(picture);
  }

  /** Takes it off the list at once; it comes back where that failed. Rejects with the `CallError`. */
  async hide(id: PictureId): Promise<void> {
    const before = this.recent;
    this.recent = before.filter((picture) => picture.id !== id);
    try {
      await this.#backend.call('hide_picture', { id });
    } catch (thrown) {
      this.recent = before;
      throw thrown;
    }
  }

  async pick(): Promise<readonly Intake[]> {
    return this.#know(await this.#backend.call('pick_pictures', {}));
  }

  async paste(): Promise<readonly Intake[]> {
    return this.#know(await this.#backend.call('paste_pictures', {}));
  }

  async keepStill(id: ClipId): Promise<StoredPicture> {
    return this.#put(await this.#backend.call('keep_still', { id }));
  }

  async keepFrame(id: ClipId, moment: Moment): Promise<StoredPicture> {
    return this.#put(await this.#backend.call('keep_frame', { id, moment }));
  }

  #know(intakes: readonly Intake[]): readonly Intake[] {
    for (const intake of intakes) if (intake.outcome === 'kept') this.#put(intake.picture);
    return intakes;
  }

  #put(picture: StoredPicture): StoredPicture {
    this.#byId.set(picture.id, picture);
    return picture;
  }
}
