/** `npm run test:durability`: as many kills as the most trusted stores are tested with. Words after it go to Vitest. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildAll } from '../../electron/runtime/build-all.ts';
import { root } from '../root.ts';

// An import reads its assets.
await buildAll();
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--project', 'unit', 'test/durability', ...process.argv.slice(2)],
  ],
  { cwd: root, stdio: 'inherit', env: { PINWISE_TRIALS: '3200', ...process.env } },
);
process.exitCode = status ?? 1;
