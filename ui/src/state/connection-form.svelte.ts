/**
 * A connection that is about to be made: the address and the key as typed, a test of them, and the save. The key
 * lives here only until it is saved, and nowhere else.
 */
import {
  CallError,
  type Connection,
  type ErrorCode,
  type KeyPlace,
  type PlainHttp,
  type Proxy,
  type TestResult,
} from '../backend/backend';
import type { Texts } from '../i18n/en';
import type { Connections } from './connections.svelte';
import { testWords } from '../text/failure';

/** Why the key could not go where it should: the user is asked where else. */
export type PlaceTrouble = Extract<ErrorCode, 'no_keychain' | 'keychain_locked'>;

export function placeTrouble(error: CallError): PlaceTrouble | null {
  return error.code === 'no_keychain' || error.code === 'keychain_locked' ? error.code : null;
}

export class ConnectionForm {
  base_url = $state('');
  key = $state('');
  name = $state('');
  proxy = $state.raw<Proxy>({ way: 'system' });
  doing = $state<'nothing' | 'testing' | 'saving'>('nothing');
  result = $state.raw<TestResult | null>(null);
  error = $state.raw<CallError | null>(null);
  /** Whether the address was found to be one without encryption: the user is asked then. */
  unencrypted = $state(false);
  /** Whether the user allowed that. */
  plain_http = $state<PlainHttp>('refuse');
  /** Set while the user is asked where to keep the key. */
  trouble = $state<PlaceTrouble | null>(null);
  #connections: Connections;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  readonly ready = $derived(this.base_url.trim() !== '' && this.key.trim() !== '');
  readonly works = $derived(this.result?.outcome === 'works');

  /** What was found out holds for what was typed then. */
  edited(): void {
    this.result = null;
    this.error = null;
  }

  /** What was allowed holds for the address that was typed then. */
  readdressed(): void {
    this.unencrypted = false;
    this.plain_http = 'refuse';
    this.edited();
  }

  /** Why the key cannot be one, for its field. */
  readonly keyError = $derived(this.error?.code === 'bad_key' ? this.error.code : null);

  /** Whether it works. */
  async test(): Promise<boolean> {
    this.result = null;
    await this.#run('testing', async () => {
      this.result = await this.#connections.try(this.base_url.trim(), this.key, this.proxy, this.plain_http);
    });
    return this.works;
  }

  /** Makes the connection; null when that failed or the user has to say first where the key may lie. */
  async save(place: KeyPlace = 'keychain'): Promise<Connection | null> {
    this.trouble = null;
    let made: Connection | null = null;
    await this.#run('saving', async () => {
      if (!isProxy(this.proxy)) throw new CallError('bad_proxy', 'not the address of a proxy');
      made = await this.#connections.create({
        name: this.name.trim() || nameOf(this.base_url),
        base_url: this.base_url.trim(),
        key: this.key,
        place,
        plain_http: this.plain_http,
      });
      this.key = '';
      if (this.proxy.way !== 'system') made = await this.#connections.setWay(made.id, this.proxy, made.formats);
    });
    return made;
  }

  async #run(doing: 'testing' | 'saving', act: () => Promise<void>): Promise<void> {
    this.doing = doing;
    this.error = null;
    try {
      await act();
    } catch (thrown) {
      const error = CallError.from(thrown);
      this.trouble = placeTrouble(error);
      this.error = this.trouble ? null : error;
      if (error.code === 'plain_http') this.unencrypted = true;
    } finally {
      this.doing = 'nothing';
    }
  }
}

/** Whether it can be one at all: asked before anything is kept. The core is the judge of the rest. */
export function isProxy(proxy: Proxy): boolean {
  return proxy.way !== 'through' || /^(https?|socks5h?):\/\/[^\s/]/i.test(proxy.url.trim());
}

/** A name to begin with: what is particular of the host, such as `Harbor` of `api.harbor.example`. */
export function nameOf(base_url: string): string {
  const host = /^(?:[a-z]+:\/\/)?([^/:?#\s]+)/i.exec(base_url.trim())?.[1] ?? '';
  const labels = host.split('.');
  if (labels.length === 1 || /^[\d.]+$/.test(host)) return host;
  const own = labels.slice(0, -1).findLast((label) => !/^(com?|org|net|ac|gov|edu|api|www)$/i.test(label)) ?? host;
  return own.charAt(0).toUpperCase() + own.slice(1);
}

/** What is known of it so far, in words. */
export type Verdict = { tone: 'quiet' | 'busy' | 'ok' | 'danger'; title?: string; text: string; words?: string | null };

export function verdict({ doing, result, error }: ConnectionForm, t: Texts): Verdict {
  if (doing === 'testing') return { tone: 'busy', text: t.connecting.testing };
  if (error) return { tone: 'danger', text: t.common.errors[error.code] };
  if (result?.outcome === 'works') {
    return { tone: 'ok', title: t.connecting.works, text: t.connecting.models(result.model_count) };
  }
  if (!result) return { tone: 'quiet', text: t.connecting.test_hint };
  const { failure } = result;
  return { tone: 'danger', title: t.connecting.failed, text: testWords(failure, t), words: failure.words };
}
