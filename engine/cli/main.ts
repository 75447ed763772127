/** The command line's entry point: the only file of engine/cli/ that touches the process. Bundled to dist/cli/. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useAssets } from '../assets.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { runProgram } from './program.ts';

const root = join(__dirname, '..', '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
useAssets(join(root, 'dist', 'assets'));

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // Whoever asks twice does not want to wait for a checkpoint.
    if (controller.signal.aborted) process.exit(exitCodes.cancelled);
    controller.abort();
  });
}
// A reader that has seen enough (`pinwise runs list | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodeOf(error)),
);

void runProgram(process.argv.slice(2), {
  root,
  self: __filename,
  version,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
  signal: controller.signal,
}).then((code) => {
  process.exitCode = code;
  // A writer that keeps the pipe open must not keep a command alive that has ended.
  process.stdin.destroy();
});
