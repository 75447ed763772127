#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../dist/cli/main.cjs', import.meta.url));
if (existsSync(built)) {
  createRequire(import.meta.url)(built);
} else {
  process.stderr.write(
    'pinwise: the command line is not built yet; run "npm run build" in the repository first\n',
  );
  process.exitCode = 1;
}
