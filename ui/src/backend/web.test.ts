import {
  createServer,
  get,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Change } from './backend';
import { webBackend } from './web';

let server: Server;
let origin: string;
let answer: (request: IncomingMessage, body: string, reply: ServerResponse) => void;

beforeEach(async () => {
  server = createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => answer(request, body, reply));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

it('posts the command and its arguments, and gives back the reply', async () => {
  let seen: unknown[] = [];
  answer = (request, body, reply) => {
    seen = [request.method, request.url, request.headers['content-type'], JSON.parse(body)];
    reply.end(JSON.stringify({ outcome: 'works', latency_ms: 1, models: [] }));
  };
  const reply = await webBackend(origin).call('try_connection', {
    base_url: 'https://a.example',
    key: 'k',
    proxy: { way: 'system' },
  });
  expect(reply).toEqual({ outcome: 'works', latency_ms: 1, models: [] });
  const sent = {
    command: 'try_connection',
    args: { base_url: 'https://a.example', key: 'k', proxy: { way: 'system' } },
  };
  expect(seen).toEqual(['POST', '/call', 'application/json', sent]);
});

it('passes null on', async () => {
  answer = (_request, _body, reply) => reply.end('null');
  expect(await webBackend(origin).call('remove_connection', { id: 1 })).toBeNull();
});

it('rejects with the error of the door', async () => {
  answer = (_request, _body, reply) => {
    reply.writeHead(409).end(JSON.stringify({ code: 'keychain_locked', detail: 'locked' }));
  };
  const call = webBackend(origin).call('get_session', {});
  await expect(call).rejects.toMatchObject({ name: 'CallError', code: 'keychain_locked', detail: 'locked' });
});

it('makes an internal error of whatever else comes', async () => {
  answer = (_request, _body, reply) => reply.writeHead(502, 'Bad Gateway').end('<html>');
  await expect(webBackend(origin).call('get_session', {})).rejects.toMatchObject({
    code: 'internal',
    detail: '502 Bad Gateway',
  });
});

it('rejects with a CallError when nobody listens', async () => {
  const nobody = origin;
  await new Promise((done) => server.close(done));
  await expect(webBackend(nobody).call('get_session', {})).rejects.toMatchObject({
    name: 'CallError',
    code: 'internal',
  });
  server = createServer();
});

it('tells every change, asks to load again after a break, and stops', async () => {
  const streams: ServerResponse[] = [];
  answer = (_request, _body, reply) => {
    reply.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    streams.push(reply);
  };
  vi.stubGlobal('EventSource', NodeEventSource);
  const changes: Change[] = [];
  const stop = webBackend(origin).onChange((change) => changes.push(change));

  await vi.waitFor(() => expect(streams).toHaveLength(1));
  streams[0]?.write('data: {"kind":"connection_removed","id":4}\n\n');
  await vi.waitFor(() => expect(changes).toEqual([{ kind: 'connection_removed', id: 4 }]));

  streams[0]?.end();
  await vi.waitFor(() => expect(changes.at(-1)).toEqual({ kind: 'resync' }));
  expect(streams).toHaveLength(2);

  stop();
  streams[1]?.write('data: {"kind":"connection_removed","id":5}\n\n');
  await vi.waitFor(() => expect(streams[1]?.destroyed).toBe(true));
  expect(changes).toHaveLength(2);
});

/** As much of a browser's EventSource as the backend uses: it connects again when the stream ends. */
class NodeEventSource {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  #request: ClientRequest;

  constructor(readonly url: string) {
    this.#request = this.#connect();
  }

  close(): void {
    this.onerror = null;
    this.#request.destroy();
  }

  #connect(): ClientRequest {
    const request = get(this.url, (reply) => {
      this.onopen?.();
      reply.on('data', (chunk: Buffer) => this.onmessage?.({ data: chunk.toString().replace(/^data: |\n\n$/g, '') }));
      reply.on('end', () => {
        this.onerror?.();
        this.#request = this.#connect();
      });
      reply.on('error', () => undefined);
    });
    request.on('error', () => undefined);
    return request;
  }
}
