/**
 * The door in a browser: `POST {origin}/call` and server-sent events from `{origin}/events`. It serves tests
 * and development; the program that people install uses `tauri.ts`.
 */
import { CallError, type Backend, type Change } from './backend';

export function webBackend(origin = ''): Backend {
  return {
    async call(command, args) {
      const reply = await post(`${origin}/call`, { command, args });
      const body: unknown = await reply.json().catch(() => null);
      if (reply.ok) return body as never;
      throw CallError.from(body ?? new Error(`${reply.status} ${reply.statusText}`));
    },

    onChange(listener) {
      const events = new EventSource(`${origin}/events`);
      let dropped = false;
      events.onerror = () => (dropped = true);
      events.onopen = () => {
        if (dropped) listener({ kind: 'resync' });
        dropped = false;
      };
      events.onmessage = (event: MessageEvent<string>) => listener(JSON.parse(event.data) as Change);
      return () => events.close();
    },
  };
}

async function post(url: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (thrown) {
    throw CallError.from(thrown);
  }
}
