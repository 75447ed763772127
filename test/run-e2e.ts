/**
 * `npm run test:e2e`: the tests of the real window, on a virtual display where the machine has none. Words after it go
 * to Vitest, e.g. the name of one file.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.ts';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const words = ['run', '--project', 'e2e', '--reporter=default', '--reporter=json', ...process.argv.slice(2)];
if (!words.some((word) => word.startsWith('--outputFile'))) {
  words.push(`--outputFile=${join(root, 'test', 'results', 'end-to-end.json')}`);
}
const command = [process.execPath, vitest, ...words];
const bare = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const screen = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24'];
const [program, ...rest] = bare ? [...screen, ...command] : command;
const { status, error } = spawnSync(program, rest, { cwd: root, stdio: 'inherit' });
if (error) {
  process.stderr.write(
    `${program} cannot be started (${error.message}); on Debian: apt-get install xvfb xauth\n`,
  );
}
process.exitCode = status ?? 1;
