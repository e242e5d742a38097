import { readFileSync } from 'node:fs';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** The address of the development server is named in Tauri's configuration alone: the window looks there. */
const config = JSON.parse(readFileSync(new URL('../tauri.conf.json', import.meta.url), 'utf8')) as {
  build: { devUrl: string };
};
const { hostname, port } = new URL(config.build.devUrl);

/** The studio that `cargo xtask dev --browser` started. It answers pages of its own origin only. */
const studio = process.env['DAILIES_STUDIO'];
const toStudio = { target: studio ?? '', changeOrigin: true, headers: { origin: studio ?? '' } };

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: {
    host: hostname,
    port: Number(port),
    strictPort: true,
    ...(studio === undefined ? {} : { proxy: { '/call': toStudio, '/events': toStudio, '/drop': toStudio } }),
  },
  build: { target: 'safari16', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  test: { include: ['src/**/*.test.ts'], environment: 'node', env: { TZ: 'UTC' } },
});
