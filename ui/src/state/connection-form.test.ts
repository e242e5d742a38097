import { describe, expect, it } from 'vitest';
import { CallError, type Connection, type TestResult } from '../backend/backend';
import { en } from '../i18n/en';
import { ConnectionForm, nameOf, verdict } from './connection-form.svelte';
import { Connections, health, sameOrigin } from './connections.svelte';
import { Session } from './session.svelte';
import { connection as harbor, TestBackend } from '../backend/testing/fixtures';

const WORKS: TestResult = {
  outcome: 'works',
  latency_ms: 9,
  model_count: 2,
  models: [],
  prices: null,
  lists_jobs: false,
};
const REFUSED: TestResult = {
  outcome: 'failed',
  failure: { meaning: 'key', charged: 'no', words: 'Invalid token', words_zh: null },
};

const connection = (given: Partial<Connection> = {}): Connection =>
  harbor(7, { base_url: 'https://api.harbor.example', ...given });

function connecting(answers: ConstructorParameters<typeof TestBackend>[0]) {
  const backend = new TestBackend(answers);
  const form = new ConnectionForm(new Connections(backend, new Session(backend)));
  form.base_url = ' https://api.harbor.example/v1 ';
  form.key = 'sk-secret4f2a';
  return { backend, form };
}

describe('a new connection', () => {
  it('is named after its host', () => {
    expect(nameOf('https://api.harbor.example/v1')).toBe('Harbor');
    expect(nameOf('quay-relay.co.uk:8080')).toBe('Quay-relay');
    expect(nameOf('http://127.0.0.1:18080')).toBe('127.0.0.1');
    expect(nameOf('localhost:8080')).toBe('localhost');
    expect(nameOf('')).toBe('');
  });

  it('forgets the key as soon as it is saved', async () => {
    const { backend, form } = connecting({ create_connection: () => connection() });
    expect(await form.save()).toMatchObject({ id: 7 });
    expect(form.key).toBe('');
    expect(backend.asked('create_connection')).toEqual([
      {
        name: 'Harbor',
        base_url: 'https://api.harbor.example/v1',
        key: 'sk-secret4f2a',
        place: 'keychain',
        plain_http: 'refuse',
      },
    ]);
  });

  it('is made the way it was tested, and not at all with a proxy that is none', async () => {
    const made = connection();
    const { backend, form } = connecting({ create_connection: () => made, set_connection_route: () => made });
    form.proxy = { way: 'through', url: 'example.com' };
    expect(await form.save()).toBeNull();
    expect(form.error?.code).toBe('bad_proxy');
    expect(backend.calls).toEqual([]);
    form.proxy = { way: 'through', url: 'socks5://127.0.0.1:1080' };
    expect(await form.save()).toBe(made);
    expect(backend.asked('set_connection_route')).toEqual([{ id: 7, proxy: form.proxy, formats: made.formats }]);
  });

  it('asks where the key may lie when there is no keychain, and keeps it until that is answered', async () => {
    const { form } = connecting({
      create_connection: ({ place }) => {
        if (place === 'keychain') throw new CallError('no_keychain', '');
        return connection({ key: { place: 'session', last_four: '4f2a' } });
      },
    });
    expect(await form.save()).toBeNull();
    expect(form.trouble).toBe('no_keychain');
    expect(form.error).toBeNull();
    expect(form.key).not.toBe('');
    expect(await form.save('session')).toMatchObject({ key: { place: 'session' } });
    expect(form.trouble).toBeNull();
    expect(form.key).toBe('');
  });

  it('tells in plain words what a test found', async () => {
    const { form } = connecting({ try_connection: ({ key }) => (key === 'good' ? WORKS : REFUSED) });
    expect(verdict(form, en).tone).toBe('quiet');
    expect(await form.test()).toBe(false);
    expect(verdict(form, en)).toMatchObject({ tone: 'danger', text: en.failure.test.key, words: 'Invalid token' });
    form.key = 'good';
    form.edited();
    expect(form.result).toBeNull();
    expect(await form.test()).toBe(true);
    expect(verdict(form, en)).toEqual({ tone: 'ok', title: 'It works.', text: '2 models on offer' });
  });

  it('says at the key that it cannot be one', async () => {
    const { form } = connecting({
      try_connection: () => {
        throw new CallError('bad_key', '');
      },
    });
    expect(form.keyError).toBeNull();
    expect(await form.test()).toBe(false);
    expect(form.keyError).toBe('bad_key');
    expect(en.common.errors.bad_key).toContain('contains characters that no key has');
    form.edited();
    expect(form.keyError).toBeNull();
  });

  it('asks before anything goes to an address without encryption, for that address only', async () => {
    const { backend, form } = connecting({
      create_connection: ({ plain_http }) => {
        if (plain_http !== 'allow') throw new CallError('plain_http', '');
        return connection({ plain_http: 'allow' });
      },
    });
    form.base_url = 'http://relay.example';
    expect(await form.save()).toBeNull();
    expect(form.unencrypted).toBe(true);
    expect(form.key).not.toBe('');
    form.plain_http = 'allow';
    form.base_url = 'http://other.example';
    form.readdressed();
    expect([form.unencrypted, form.plain_http]).toEqual([false, 'refuse']);
    expect(await form.save()).toBeNull();
    form.plain_http = 'allow';
    expect(await form.save()).toMatchObject({ id: 7 });
    expect(backend.asked('create_connection')).toMatchObject([
      { plain_http: 'refuse' },
      { plain_http: 'refuse' },
      { plain_http: 'allow' },
    ]);
  });

  it('tells of an address that is none', async () => {
    const { form } = connecting({
      try_connection: () => {
        throw new CallError('bad_address', '');
      },
    });
    expect(await form.test()).toBe(false);
    expect(verdict(form, en)).toEqual({ tone: 'danger', text: en.common.errors.bad_address });
  });
});

describe('connections', () => {
  it('know their health without asking', () => {
    expect(health(connection({ kind: 'demo', key: { place: 'none' } }))).toBe('built_in');
    expect(health(connection({ key: { place: 'lost', last_four: '' } }))).toBe('no_key');
    expect(health(connection())).toBe('untested');
    expect(health(connection({ last_test: { tested_at: 1, result: WORKS } }))).toBe('works');
    expect(health(connection({ last_test: { tested_at: 1, result: REFUSED } }))).toBe('failed');
  });

  it('know when a key may go along to a new address', () => {
    expect(sameOrigin('https://a.example/v1', 'https://a.example')).toBe(true);
    expect(sameOrigin('http://a.example', 'https://a.example')).toBe(false);
    expect(sameOrigin('https://a.example:8443', 'https://a.example')).toBe(false);
    expect(sameOrigin('not an address', 'not an address')).toBe(false);
  });

  it('follow changes', () => {
    const backend = new TestBackend({});
    const store = new Connections(backend, new Session(backend));
    store.apply({ kind: 'connection', connection: connection() });
    store.apply({ kind: 'connection', connection: connection({ name: 'Quay' }) });
    expect(store.all.map(({ name }) => name)).toEqual(['Quay']);
    store.apply({ kind: 'connection_removed', id: 7 });
    expect(store.all).toEqual([]);
  });
});

describe('a setting', () => {
  it('is shown at once, and comes back when it could not be saved', async () => {
    const backend = new TestBackend({
      save_settings: () => {
        throw new CallError('disk_full', '');
      },
    });
    const session = new Session(backend);
    const saving = session.set({ theme: 'light' });
    expect(session.settings.theme).toBe('light');
    await expect(saving).rejects.toMatchObject({ code: 'disk_full' });
    expect(session.settings.theme).toBe('system');
  });
});
