/** What comes of clips that are let go somewhere, and of those that a key moves within the collection that is shown. */
import type { ClipId } from '../../backend/backend';
import { OrganizeActions } from '../../actions/organize-actions';
import { arrangedCollection } from '../../text/shelves';
import type { Studio } from '../../state/studio';
import type { Target } from './tile-drag.svelte';

export class ArrangeClips {
  readonly #studio: Studio;
  readonly #keep: OrganizeActions;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.#keep = new OrganizeActions(studio);
  }

  /** Whether the order that is shown is one that the user makes. */
  get isOn(): boolean {
    return this.#collection !== null;
  }

  async drop(ids: readonly ClipId[], target: Target): Promise<void> {
    const { organizer } = this.#studio;
    if ('before' in target) await this.#arrange(ids, target.before);
    else if (target.on === 'trash') await this.#keep.trash(ids);
    else if (target.on === 'new') organizer.ask('new_collection', ids);
    else {
      const collection = organizer.collection(Number(target.on));
      if (collection) await this.#keep.collect(collection, ids);
    }
  }

  /** Moves the selection a place earlier or later. */
  shift(step: 1 | -1): void {
    const { gallery, selection } = this.#studio;
    const before = beforeStep(gallery.sequence.keys, selection.ids, step);
    if (before !== undefined) void this.#arrange(selection.ids, before);
  }

  get #collection() {
    const { gallery, organizer } = this.#studio;
    return arrangedCollection(gallery.query, organizer.collections);
  }

  /** Before a clip that may be moved itself; `null`: to the end. */
  async #arrange(ids: readonly ClipId[], before: ClipId | null): Promise<void> {
    const collection = this.#collection;
    if (!collection) return;
    await this.#keep.arrange(collection.id, ids, staying(this.#studio.gallery.sequence.keys, ids, before));
  }
}

/** Before whom clips come to stand that go a place on; `null`: to the end; `undefined`: there is no place to go to. */
export function beforeStep(keys: Float64Array, ids: readonly ClipId[], step: 1 | -1): ClipId | null | undefined {
  const at = keys.indexOf((step < 0 ? ids[0] : ids.at(-1)) ?? 0);
  if (at < 0 || (step < 0 ? at === 0 : at === keys.length - 1)) return undefined;
  return keys[step < 0 ? at - 1 : at + 2] ?? null;
}

/** The first from `before` on that is not moved itself; `null` where there is none. */
export function staying(keys: Float64Array, moved: readonly ClipId[], before: ClipId | null): ClipId | null {
  if (before === null) return null;
  const out = new Set(moved);
  return keys.subarray(keys.indexOf(before)).find((key) => !out.has(key)) ?? null;
}
