/** Organizes clips (favourites, tags, collections, trash). Each change shows a toast that can undo it. */
import type { ClipId, Collection, CollectionId, Query, Receipt, Tag, UndoId } from '../backend/backend';
import { CallError } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { toasts } from '../state/toasts.svelte';
import { withErrorToast } from '../state/error-toast';
import type { Studio } from '../state/studio';

type Told = (clips: number) => string;

export class OrganizeActions {
  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
  }

  /** Favourites, unless all of them are already. */
  async favour(ids: readonly ClipId[]): Promise<void> {
    const { organizer } = this.#studio;
    const told = i18n.t.keep.told;
    const all = await this.#areFavourites(ids);
    if (all === null) return;
    if (all) await this.#told(organizer.unfavour(ids), told.unfavoured);
    else await this.#told(organizer.favour(ids), told.favoured);
  }

  async tag(ids: readonly ClipId[], name: string): Promise<boolean> {
    return this.#told(this.#studio.organizer.addTag(ids, name), (n) => i18n.t.keep.told.tagged(n, name));
  }

  async untag(ids: readonly ClipId[], { id, name }: Tag): Promise<boolean> {
    return this.#told(this.#studio.organizer.removeTag(ids, id), (n) => i18n.t.keep.told.untagged(n, name));
  }

  /** Why it was not renamed, if the dialog is to say it. */
  async renameTag({ id, name: before }: Tag, name: string): Promise<CallError | null> {
    return this.#refused(this.#studio.organizer.renameTag(id, name), () => i18n.t.keep.told.tag_renamed(before, name));
  }

  async mergeTags(tag: Tag, into: Tag): Promise<boolean> {
    return this.#told(this.#studio.organizer.mergeTags(tag.id, into.id), () =>
      i18n.t.keep.told.tags_merged(tag.name, into.name),
    );
  }

  async dropTag({ id, name }: Tag): Promise<boolean> {
    return this.#told(this.#studio.organizer.dropTag(id), () => i18n.t.keep.told.tag_removed(name));
  }

  async collect({ id, name }: Collection, ids: readonly ClipId[]): Promise<boolean> {
    return this.#told(this.#studio.organizer.collect(id, ids), (n) => i18n.t.keep.told.collected(n, name));
  }

  async uncollect({ id, name }: Collection, ids: readonly ClipId[]): Promise<boolean> {
    return this.#told(this.#studio.organizer.uncollect(id, ids), (n) => i18n.t.keep.told.uncollected(n, name));
  }

  /** Elsewhere in a collection that the user arranges. */
  async arrange(id: CollectionId, ids: readonly ClipId[], before: ClipId | null): Promise<boolean> {
    return this.#told(this.#studio.organizer.collect(id, ids, before), i18n.t.keep.told.arranged);
  }

  async createCollection(name: string, query: Query | null, ids: readonly ClipId[]): Promise<Collection | null> {
    const made = await withErrorToast(this.#studio.organizer.createCollection(name, query, ids));
    if (!made) return null;
    const t = i18n.t.keep.told;
    this.#show(made[1].undo, ids.length > 0 ? t.collected(ids.length, name) : t.collection_made(name));
    return made[0];
  }

  async renameCollection({ id, name: before }: Collection, name: string): Promise<boolean> {
    return this.#told(this.#studio.organizer.renameCollection(id, name), () =>
      i18n.t.keep.told.collection_renamed(before, name),
    );
  }

  /** Told to a screen reader by the list itself: a toast for each step would be noise. */
  async moveCollection({ id, name }: Collection, before: CollectionId | null): Promise<void> {
    const { organizer } = this.#studio;
    const { told } = i18n.t.keep;
    const receipt = await withErrorToast(organizer.moveCollection(id, before));
    if (receipt)
      organizer.tell({ undo: receipt.undo, undone: told.undone(told.collection_moved(name)), toast: null, ids: [] });
  }

  async removeCollection({ id, name }: Collection): Promise<boolean> {
    return this.#told(this.#studio.organizer.removeCollection(id), () => i18n.t.keep.told.collection_removed(name));
  }

  /** Into the trash; the selection goes to a neighbour, so that several can be weeded out in a row. */
  async trash(ids: readonly ClipId[]): Promise<boolean> {
    const { organizer, gallery } = this.#studio;
    const { told } = i18n.t.keep;
    return this.#leaving(gallery.answered.shelf !== 'trash', ids, organizer.trash(ids), told.trashed, told.restored);
  }

  async restore(ids: readonly ClipId[]): Promise<boolean> {
    const { organizer, gallery } = this.#studio;
    const { told } = i18n.t.keep;
    return this.#leaving(gallery.answered.shelf === 'trash', ids, organizer.restore(ids), told.restored, told.trashed);
  }

  /** For good; whoever calls this has asked. */
  async delete(ids: readonly ClipId[]): Promise<void> {
    const { organizer, gallery } = this.#studio;
    const gone = await this.#without(gallery.answered.shelf === 'trash', ids, organizer.delete(ids));
    if (gone !== null) toasts.show({ text: i18n.t.keep.told.deleted(gone) });
  }

  /** For good; whoever calls this has asked. */
  async emptyTrash(): Promise<void> {
    const gone = await withErrorToast(this.#studio.organizer.emptyTrash());
    if (gone !== null) toasts.show({ text: i18n.t.keep.told.deleted(gone) });
  }

  async contactSheet(ids: readonly ClipId[]): Promise<void> {
    const made = await withErrorToast(this.#studio.backend.call('export_contact_sheet', { ids: [...ids] }));
    if (made) toasts.show({ text: i18n.t.keep.told.sheet_saved });
  }

  compare(ids: readonly ClipId[]): void {
    this.#studio.navigation.go({ room: 'compare', clip_ids: [...ids] });
  }

  /** Takes the newest change back and says what it was. */
  async undoLast(): Promise<void> {
    const { last } = this.#studio.organizer;
    if (last) await this.#undo(last.undo);
    else toasts.show({ text: i18n.t.keep.told.nothing_to_undo, stay_ms: 2_000 });
  }

  async #undo(id: UndoId): Promise<void> {
    const { organizer, selection, gallery } = this.#studio;
    const way = organizer.way(id);
    if (!way) return;
    if (way.toast !== null) toasts.dismiss(way.toast);
    const done = await withErrorToast(organizer.undo(id).then(() => true));
    if (!done) return;
    if (way.ids.length > 0) selection.set(way.ids);
    if (gallery.selected !== null && way.ids.includes(gallery.selected)) gallery.goTo(gallery.selected);
    toasts.show({ text: way.undone || i18n.t.keep.told.undone(''), stay_ms: 3_000 });
  }

  async #told(change: Promise<Receipt>, text: Told): Promise<boolean> {
    const receipt = await withErrorToast(change);
    if (receipt) this.#show(receipt.undo, text(receipt.clips));
    return receipt !== null;
  }

  async #leaving(
    leave: boolean,
    ids: readonly ClipId[],
    change: Promise<Receipt>,
    text: Told,
    undone: Told,
  ): Promise<boolean> {
    const receipt = await this.#without(leave, ids, change);
    if (receipt) this.#show(receipt.undo, text(receipt.clips), ids, undone(receipt.clips));
    return receipt !== null;
  }

  /** They leave what is shown at once; where the change fails they are back, selected as they were. */
  async #without<T>(leave: boolean, ids: readonly ClipId[], change: Promise<T>): Promise<T | null> {
    if (!leave) return withErrorToast(change);
    const { gallery, selection } = this.#studio;
    const { selected } = gallery;
    const several = selection.ids;
    const next = selection.after(ids);
    this.#go(ids, next);
    const done = await withErrorToast(gallery.without(ids, change));
    if (done === null && selected !== null && gallery.selected === next && next !== selected) {
      selection.set(several);
      gallery.select(selected);
    }
    return done;
  }

  async #refused(change: Promise<Receipt>, text: () => string): Promise<CallError | null> {
    try {
      const { undo } = await change;
      this.#show(undo, text());
      return null;
    } catch (thrown) {
      return CallError.from(thrown);
    }
  }

  /** What cannot be taken back changed nothing, and there is nothing to tell. */
  #show(undo: UndoId, text: string, ids: readonly ClipId[] = [], undone = i18n.t.keep.told.undone(text)): void {
    if (!this.#studio.organizer.way(undo)) return;
    const action = { label: i18n.t.common.undo, run: () => void this.#undo(undo) };
    const toast = toasts.show({ text, action });
    this.#studio.organizer.tell({ undo, undone, toast, ids });
  }

  /** Only where the lead is among what went: the theatre has gone on already. */
  #go(gone: readonly ClipId[], next: number | null): void {
    const { gallery, selection } = this.#studio;
    if (gallery.selected === null || !gone.includes(gallery.selected)) return;
    if (next === null) gallery.select(null);
    else selection.pick(next);
  }

  async #areFavourites(ids: readonly ClipId[]): Promise<boolean | null> {
    const known = ids.map((id) => this.#studio.clips.get(id));
    if (known.every((clip) => clip !== undefined)) return known.every(({ favourite_at }) => favourite_at !== null);
    const kept = await withErrorToast(this.#studio.organizer.kept(ids));
    return kept && kept.favourites === kept.clips;
  }
}
