/** Fails when svelte-check does not report the mistake in `src/Wrong.svelte`: then its silence elsewhere proves nothing. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('.', import.meta.url));
const check = fileURLToPath(new URL('../node_modules/svelte-check/bin/svelte-check', import.meta.url));
const options = ['--tsconfig', 'tsconfig.json', '--output', 'machine'];
const { status, stdout, stderr } = spawnSync(process.execPath, [check, ...options], { cwd, encoding: 'utf8' });

if (status === 0 || !/ERROR "src\/Wrong\.svelte" 2:9 /.test(stdout)) {
  console.error(`svelte-check did not report the canary's error (exit code ${status}):\n${stdout}${stderr}`);
  process.exit(1);
}
console.log('svelte-check reports errors.');
