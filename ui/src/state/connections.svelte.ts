/** The relays that the user connected, and what they offer. It never holds a key: a key goes straight to its command. */
import type {
  Backend,
  Change,
  Connection,
  ConnectionId,
  Formats,
  KeyPlace,
  ModelOption,
  PlainHttp,
  Proxy,
  TestResult,
  WritingModel,
} from '../backend/backend';
import { hasDropped } from '../domain/balance';
import type { Session } from './session.svelte';

export class Connections {
  all = $state.raw<Connection[]>([]);
  /** The one whose balance fell below its warning last, for those who tell of it. */
  dropped = $state.raw<Connection | null>(null);
  #backend: Backend;
  #session: Session;

  constructor(backend: Backend, session: Session) {
    this.#backend = backend;
    this.#session = session;
  }

  /** The one that new jobs go to. */
  readonly current = $derived.by(() => this.all.find(({ id }) => id === this.#session.settings.connection_id) ?? null);

  get(id: ConnectionId): Connection | null {
    return this.all.find((connection) => connection.id === id) ?? null;
  }

  async load(): Promise<void> {
    this.all = await this.#backend.call('list_connections', {});
  }

  apply(change: Change): void {
    if (change.kind === 'connection') this.#put(change.connection);
    if (change.kind === 'connection_removed') this.all = this.all.filter(({ id }) => id !== change.id);
  }

  /** Opens the built-in relay; the core makes it the one in use. */
  async openDemo(): Promise<Connection> {
    return this.#put(await this.#backend.call('open_demo', {}));
  }

  use(id: ConnectionId): Promise<void> {
    return this.#session.set({ connection_id: id });
  }

  /** Tests an address and a key that are not kept. */
  try(base_url: string, key: string, proxy: Proxy, plain_http: PlainHttp): Promise<TestResult> {
    return this.#backend.call('try_connection', { base_url, key, proxy, plain_http });
  }

  async create(connection: {
    name: string;
    base_url: string;
    key: string;
    place: KeyPlace;
    plain_http: PlainHttp;
  }): Promise<Connection> {
    return this.#put(await this.#backend.call('create_connection', { ...connection, key: connection.key || null }));
  }

  /** Without a word on it, an address that is not encrypted is refused. */
  async update(
    id: ConnectionId,
    changed: { name: string; base_url: string; plain_http?: PlainHttp },
  ): Promise<Connection> {
    return this.#put(await this.#backend.call('update_connection', { id, plain_http: 'refuse', ...changed }));
  }

  /** Lets the present address be spoken to without encryption. */
  async allowPlainHttp(id: ConnectionId): Promise<Connection> {
    return this.#put(await this.#backend.call('allow_plain_http', { id }));
  }

  /** For new jobs; those that were made keep the way they were sent. */
  async setWay(id: ConnectionId, proxy: Proxy, formats: Formats): Promise<Connection> {
    return this.#put(await this.#backend.call('set_connection_route', { id, proxy, formats }));
  }

  async warnBelow(id: ConnectionId, below_micros: number | null): Promise<Connection> {
    return this.#put(await this.#backend.call('set_balance_warning', { id, below_micros }));
  }

  async refreshBalance(id: ConnectionId): Promise<Connection> {
    return this.#put(await this.#backend.call('refresh_balance', { id }));
  }

  async remove(id: ConnectionId): Promise<void> {
    await this.#backend.call('remove_connection', { id });
    this.all = this.all.filter((connection) => connection.id !== id);
  }

  async setKey(id: ConnectionId, key: string, place: KeyPlace): Promise<Connection> {
    return this.#put(await this.#backend.call('set_key', { id, key, place }));
  }

  async removeKey(id: ConnectionId): Promise<Connection> {
    return this.#put(await this.#backend.call('remove_key', { id }));
  }

  async test(id: ConnectionId): Promise<Connection> {
    return this.#put(await this.#backend.call('test_connection', { id }));
  }

  models(id: ConnectionId): Promise<ModelOption[]> {
    return this.#backend.call('list_models', { id });
  }

  writers(id: ConnectionId): Promise<WritingModel[]> {
    return this.#backend.call('list_writing_models', { id });
  }

  #put(connection: Connection): Connection {
    const known = this.get(connection.id);
    if (known && hasDropped(known, connection)) this.dropped = connection;
    this.all = known ? this.all.map((old) => (old.id === connection.id ? connection : old)) : [...this.all, connection];
    return connection;
  }
}

/** How a connection is doing, by what is known without asking it again. */
export type Health = 'works' | 'failed' | 'untested' | 'no_key' | 'built_in';

export function health(connection: Connection): Health {
  if (connection.kind === 'demo') return 'built_in';
  if (connection.key.place === 'none' || connection.key.place === 'lost') return 'no_key';
  if (!connection.last_test) return 'untested';
  return connection.last_test.result.outcome === 'works' ? 'works' : 'failed';
}

/** Whether two addresses lead to the same scheme, host and port: only then may a key go along. */
export function sameOrigin(a: string, b: string): boolean {
  const origin = originOf(a);
  return origin !== null && origin === originOf(b);
}

function originOf(address: string): string | null {
  try {
    return new URL(address.trim()).origin;
  } catch {
    return null;
  }
}
