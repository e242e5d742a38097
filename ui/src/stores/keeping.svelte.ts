/**
 * What the user does with clips: the tags and collections there are, and every change to them with its way back. A change is
 * told in a toast and can be undone from there or by the last-undone key, newest first.
 */
import type {
  Backend,
  Change,
  ClipId,
  Collection,
  CollectionId,
  Query,
  Receipt,
  Tag,
  TagId,
  UndoId,
} from '../backend/backend';

export class Keeping {
  readonly #backend: Backend;
  tags = $state.raw<readonly Tag[]>([]);
  collections = $state.raw<readonly Collection[]>([]);
  /** The ways back, oldest first. */
  #receipts: readonly UndoId[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    const [tags, collections] = await Promise.all([
      this.#backend.call('list_tags', {}),
      this.#backend.call('list_collections', {}),
    ]);
    this.tags = tags;
    this.collections = collections;
  }

  apply(change: Change): void {
    if (change.kind === 'keeping') void this.load().catch(() => undefined);
  }

  tag(id: TagId): Tag | undefined {
    return this.tags.find((tag) => tag.id === id);
  }

  collection(id: CollectionId): Collection | undefined {
    return this.collections.find((collection) => collection.id === id);
  }

  /** Whether there is something to take back. */
  get canUndo(): boolean {
    return this.#receipts.length > 0;
  }

  favour(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#kept(this.#backend.call('favour_clips', { ids: [...ids] }));
  }

  unfavour(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#kept(this.#backend.call('unfavour_clips', { ids: [...ids] }));
  }

  addTag(ids: readonly ClipId[], name: string): Promise<Receipt> {
    return this.#kept(this.#backend.call('tag_clips', { ids: [...ids], name }));
  }

  removeTag(ids: readonly ClipId[], tag_id: TagId): Promise<Receipt> {
    return this.#kept(this.#backend.call('untag_clips', { ids: [...ids], tag_id }));
  }

  collect(id: CollectionId, ids: readonly ClipId[], before: ClipId | null = null): Promise<Receipt> {
    return this.#kept(this.#backend.call('collect_clips', { id, ids: [...ids], before }));
  }

  trash(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#kept(this.#backend.call('trash_clips', { ids: [...ids] }));
  }

  restore(ids: readonly ClipId[]): Promise<Receipt> {
    return this.#kept(this.#backend.call('restore_clips', { ids: [...ids] }));
  }

  /** A smart collection: what the question finds, whenever it is asked. */
  async saveQuestion(name: string, query: Query): Promise<Collection> {
    const { collection, receipt } = await this.#backend.call('create_collection', { name, query, ids: [] });
    await this.#kept(Promise.resolve(receipt));
    return collection;
  }

  /** Takes one change back. */
  async undo(id: UndoId): Promise<void> {
    this.#receipts = this.#receipts.filter((other) => other !== id);
    await this.#backend.call('undo', { id });
  }

  /** Takes the newest change back that was not yet; `false` when there is none. */
  async undoLast(): Promise<boolean> {
    const last = this.#receipts.at(-1);
    if (last === undefined) return false;
    await this.undo(last);
    return true;
  }

  async #kept(change: Promise<Receipt>): Promise<Receipt> {
    const receipt = await change;
    this.#receipts = [...this.#receipts, receipt.undo];
    return receipt;
  }
}
