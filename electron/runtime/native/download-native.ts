/**
 * The package's own download: an older TensorFlow and a ready addon, for Windows, macOS and machines without a
 * compiler. Its install script runs in a copy of the package, so that node_modules stays as npm left it.
 */
import { copyFileSync, cpSync, existsSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.ts';

const patienceMs = 10 * 60_000;

/**
 * Downloads into the new folder `folder`.
 * @returns the addon's path in it
 * @throws Error with the reason, when it cannot be had here
 */
export async function downloadNative(root: string, folder: string, cuda: boolean): Promise<string> {
  cpSync(join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu'), folder, { recursive: true });
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [join(root, 'node_modules', '.bin'), process.env[name] ?? ''].join(delimiter);
  const words = ['scripts/install.js', cuda ? 'gpu' : 'cpu', 'download'];
  await run(process.execPath, words, { cwd: folder, env: { [name]: path }, patience: patienceMs });
  const addon = existsSync(join(folder, 'lib'))
    ? readdirSync(join(folder, 'lib'))
        .map((version) => join('lib', version, 'tfjs_binding.node'))
        .find((file) => existsSync(join(folder, file)))
    : undefined;
  if (!addon) throw new Error("the package's install script left no addon");
  for (const rest of readdirSync(folder)) {
    if (rest !== 'lib' && rest !== 'deps') rmSync(join(folder, rest), { recursive: true });
  }
  // On Windows the library lies beside the addon as a link to a path that is about to change.
  for (const file of readdirSync(join(folder, addon, '..'))) {
    const link = join(folder, addon, '..', file);
    if (!lstatSync(link).isSymbolicLink()) continue;
    const target = realpathSync(link);
    rmSync(link);
    copyFileSync(target, link);
  }
  return addon;
}
