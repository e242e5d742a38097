/** The models of the connection in use, and what each can do. It chooses none: the draft does. */
import { CallError, type Backend, type ConnectionId, type ModelId, type ModelOption } from '../backend/backend';
import { i18n } from '../i18n/i18n.svelte';
import { LatestQuery } from './latest-query';

export class Models {
  readonly #backend: Backend;
  readonly #query = new LatestQuery();
  #of: ConnectionId | null = null;

  /** `null` while they are not known. */
  all = $state.raw<readonly ModelOption[] | null>(null);
  /** Why the list could not be read. */
  error = $state.raw<CallError | null>(null);

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get(id: ModelId): ModelOption | null {
    return this.all?.find((model) => model.id === id) ?? null;
  }

  /** A model's name for people; the wire name where the catalogue has none. */
  labelOf(id: ModelId): string {
    return this.get(id)?.label[i18n.language] ?? id;
  }

  /** Asks for them again. Tells whether the list is a new one: an answer that another question overtook is let go. */
  async use(id: ConnectionId | null): Promise<boolean> {
    const isLatest = this.#query.begin();
    if (id !== this.#of) this.all = null;
    this.#of = id;
    if (id === null) return false;
    try {
      const models = await this.#backend.call('list_models', { id });
      if (!isLatest()) return false;
      this.all = models;
      this.error = null;
      return true;
    } catch (thrown) {
      if (isLatest()) this.error = CallError.from(thrown);
      return false;
    }
  }
}
