/**
 * The tags and collections, and every change that organizes clips: favourites, tags, collections, the trash. Each change can be
 * undone, newest first. Nothing is shown here: `organize-actions.ts` shows the toasts.
 */
import type {
  Backend,
  Change,
  ClipId,
  Collection,
  CollectionId,
  SelectionState,
  Query,
  Receipt,
  Tag,
  TagId,
  UndoId,
} from '../backend/backend';
import { LatestQuery } from './latest-query';

/** A change that can be taken back, and how it was told. */
export interface Way {
  readonly undo: UndoId;
  /** What is said when it was taken back; empty: nothing in particular. */
  readonly undone: string;
  readonly toast: number | null;
  /** What to select again when it is taken back. */
  readonly ids: readonly ClipId[];
}

/** A dialog that was asked for, and the clips that it is about. */
export interface Asked {
  readonly what:
    'tags' | 'collections' | 'delete' | 'empty_trash' | 'all_tags' | 'new_collection' | 'rename_collection';
  readonly ids: readonly ClipId[];
  readonly collection: Collection | null;
}

/** Changes within this time are asked about together. */
const GATHER_MS = 100;

export class Organizer {
  readonly #backend: Backend;
  readonly #query = new LatestQuery();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  tags = $state.raw<readonly Tag[]>([]);
  collections = $state.raw<readonly Collection[]>([]);
  /** The dialog that is open. */
  asked = $state.raw<Asked | null>(null);
  /** The ways back, oldest first. */
  #ways: readonly Way[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    const isLatest = this.#query.begin();
    const [tags, collections] = await Promise.all([
      this.#backend.call('list_tags', {}),
      this.#backend.call('list_collections', {}),
    ]);
    if (!isLatest()) return;
    this.tags = tags;
    this.collections = collections;
  }

  apply(change: Change): void {
    if (change.kind !== 'keeping') return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.load().catch(() => undefined);
    }, GATHER_MS);
  }

  ask(what: Asked['what'], ids: readonly ClipId[] = [], collection: Collection | null = null): void {
    this.asked = { what, ids, collection };
  }

  tag(id: TagId): Tag | undefined {
    return this.tags.find((tag) => tag.id === id);
  }

  collection(id: CollectionId): Collection | undefined {
    return this.collections.find((collection) => collection.id === id);
  }

  /** Whether there is something to take back. */
  get canUndo(): boolean {
    return this.#ways.length > 0;
  }

  /** What some or all of these clips have. */
  kept(ids: readonly ClipId[]): Promise<SelectionState> {
    return this.#backend.call('get_selection_state', { ids: [...ids] });
  }

  /** How many clips each question finds. */
  count(queries: readonly Query[]): Promise<number[]> {
    return this.#backend.call('count_clips', { queries: [...queries] });
  }

  favour(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#changed(this.#backend.call('favorite_clips', { ids: [...ids] }));
  }

  unfavour(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#changed(this.#backend.call('unfavorite_clips', { ids: [...ids] }));
  }

  addTag(ids: readonly ClipId[], name: string): Promise<Receipt> {
    return this.#changed(this.#backend.call('tag_clips', { ids: [...ids], name }));
  }

  removeTag(ids: readonly ClipId[], tag_id: TagId): Promise<Receipt> {
    return this.#changed(this.#backend.call('untag_clips', { ids: [...ids], tag_id }));
  }

  /** Rejects with `name_taken` where `mergeTags` would do. */
  renameTag(id: TagId, name: string): Promise<Receipt> {
    return this.#kept(this.#backend.call('rename_tag', { id, name }));
  }

  mergeTags(id: TagId, into: TagId): Promise<Receipt> {
    return this.#kept(this.#backend.call('merge_tags', { id, into }));
  }

  /** Off every clip. */
  dropTag(id: TagId): Promise<Receipt> {
    return this.#kept(this.#backend.call('remove_tag', { id }));
  }

  /** Clips under a name, or a question that is kept. */
  async createCollection(name: string, query: Query | null, ids: readonly ClipId[]): Promise<[Collection, Receipt]> {
    const { collection, receipt } = await this.#backend.call('create_collection', { name, query, ids: [...ids] });
    await this.#kept(Promise.resolve(receipt));
    return [collection, receipt];
  }

  renameCollection(id: CollectionId, name: string): Promise<Receipt> {
    return this.#kept(this.#backend.call('rename_collection', { id, name }));
  }

  saveQuery(id: CollectionId, query: Query): Promise<Receipt> {
    return this.#kept(this.#backend.call('save_collection_query', { id, query }));
  }

  /** Shown in its new place at once. */
  async moveCollection(id: CollectionId, before: CollectionId | null): Promise<Receipt> {
    const moved = this.collections.filter((collection) => collection.id === id);
    const rest = this.collections.filter((collection) => collection.id !== id);
    const at = before === null ? rest.length : rest.findIndex((collection) => collection.id === before);
    this.collections = at < 0 ? this.collections : rest.toSpliced(at, 0, ...moved);
    return this.#kept(this.#backend.call('move_collection', { id, before }));
  }

  removeCollection(id: CollectionId): Promise<Receipt> {
    return this.#kept(this.#backend.call('remove_collection', { id }));
  }

  collect(id: CollectionId, ids: readonly ClipId[], before: ClipId | null = null): Promise<Receipt> {
    return this.#changed(this.#backend.call('collect_clips', { id, ids: [...ids], before }));
  }

  uncollect(id: CollectionId, ids: readonly ClipId[]): Promise<Receipt> {
    return this.#changed(this.#backend.call('uncollect_clips', { id, ids: [...ids] }));
  }

  trash(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#changed(this.#backend.call('trash_clips', { ids: [...ids] }));
  }

  restore(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#changed(this.#backend.call('restore_clips', { ids: [...ids] }));
  }

  /** For good: there is no way back. How many went. */
  delete(ids: readonly ClipId[]): Promise<number> {
    return this.#backend.call('delete_clips', { ids: [...ids] });
  }

  /** For good, all of it. How many went. */
  emptyTrash(): Promise<number> {
    return this.#backend.call('empty_trash', {});
  }

  /** Keeps how a change was told, for when it is taken back. */
  tell(told: Way): void {
    this.#ways = this.#ways.map((way) => (way.undo === told.undo ? told : way));
  }

  /** How a change was told, as long as it can be taken back. */
  way(id: UndoId): Way | undefined {
    return this.#ways.find(({ undo }) => undo === id);
  }

  /** Takes one change back. */
  async undo(id: UndoId): Promise<void> {
    this.#ways = this.#ways.filter(({ undo }) => undo !== id);
    await this.#backend.call('undo', { id });
  }

  /** The newest change that was not taken back yet. */
  get last(): Way | null {
    return this.#ways.at(-1) ?? null;
  }

  /** A change to clips that changed none leaves no way back. */
  async #changed(change: Promise<Receipt>): Promise<Receipt> {
    const receipt = await change;
    return receipt.clips === 0 ? receipt : this.#kept(Promise.resolve(receipt));
  }

  async #kept(change: Promise<Receipt>): Promise<Receipt> {
    const receipt = await change;
    this.#ways = [...this.#ways, { undo: receipt.undo, undone: '', toast: null, ids: [] }];
    return receipt;
  }
}
