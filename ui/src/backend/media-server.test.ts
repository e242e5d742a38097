import { afterEach, expect, it, vi } from 'vitest';
import { isServed } from './media-server';

afterEach(() => vi.unstubAllGlobals());

it('tells a server that is reached from one that is not', async () => {
  const asked: string[] = [];
  class Picture {
    onload = () => undefined;
    onerror = () => undefined;
    set src(address: string) {
      asked.push(address);
      queueMicrotask(() => (address.includes(':1/') ? this.onload() : this.onerror()));
    }
  }
  vi.stubGlobal('Image', Picture);
  expect(await isServed('http://127.0.0.1:1/t/clips/1/poster')).toBe(true);
  expect(await isServed('http://127.0.0.1:2/t/clips/1/poster')).toBe(false);
  expect(asked).toHaveLength(2);
});
