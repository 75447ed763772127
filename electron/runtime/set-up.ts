import { join } from 'node:path';
import { carriedElectron } from './carried-electron.ts';
import { officialElectron } from './official-electron.ts';
import { setUpNative } from './native/set-up-native.ts';
import { cache, root } from './repository.ts';
import type { NativeNote } from '../../engine/contract/native-note.ts';
import { type Electron, readRuntimeNote, writeRuntimeNote } from './runtime-note.ts';
import { ensureSystemLibraries } from './system-libraries.ts';
import { sandboxProblem } from './user-namespaces.ts';

const note = join(cache, 'runtime.json');

/**
 * Gets what the window and the engine need and this machine lacks; quick when nothing is missing. `thorough` tries
 * again what failed before.
 * @returns the Electron to use; undefined, with the reason on stderr, when none can be had
 */
export async function setUp({ thorough = false } = {}): Promise<{ electron?: Electron; native: NativeNote }> {
  const electron = await setUpElectron();
  const say = (text: string): void => void process.stderr.write(`set-up: TensorFlow: ${text}\n`);
  const native = await setUpNative({ root, folder: join(cache, 'tensorflow'), thorough, say });
  return { electron, native };
}

async function setUpElectron(): Promise<Electron | undefined> {
  const electron = readRuntimeNote(note) ?? (await findElectron());
  if (!electron) return undefined;
  writeRuntimeNote(note, electron);
  ensureSystemLibraries(electron.path);
  const problem = sandboxProblem(electron.path);
  if (problem) process.stderr.write(`set-up: ${problem}\n`);
  return electron;
}

async function findElectron(): Promise<Electron | undefined> {
  const official = officialElectron(root);
  if (official) return official;
  try {
    const carried = await carriedElectron(cache);
    if (carried) return carried;
  } catch (error) {
    process.stderr.write(`set-up: ${(error as Error).message}\n`);
  }
  process.stderr.write(
    'set-up: no Electron for this machine, so no window; everything else works in the terminal: npx pinwise demo\n' +
      'set-up: with a connection to the download, and Node 22 or newer, "npm run setup" tries again\n',
  );
  return undefined;
}
