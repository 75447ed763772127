#!/usr/bin/env node
/** The command line as `npx pinwise` finds it. Built when it is not there yet; set-up, start and test build it anew. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const built = at('dist/cli/main.cjs');
if (!existsSync(built)) {
  process.stderr.write('pinwise: building the command line, this once ...\n');
  // Standard output is the command's own.
  spawnSync(process.execPath, [at('node_modules/tsx/dist/cli.mjs'), at('electron/runtime/build.ts')], {
    cwd: at('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
if (existsSync(built)) {
  createRequire(import.meta.url)(built);
} else {
  process.stderr.write('pinwise: the build failed; "npm ci && npm run build" in the repository says why\n');
  process.exitCode = 1;
}
