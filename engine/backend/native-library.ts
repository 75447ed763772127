/**
 * Finds TensorFlow's native library by the note that the set-up left (engine/contract/native-note.ts). It looks beside
 * the folder of assets, which every process knows: in an installed application, then in a checkout.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assetsFolder } from '../assets.ts';
import { NATIVE_NOTE, NativeNote } from '../contract/native-note.ts';
import type { NativeLibrary } from '../contract/native-note.ts';

export type FoundLibrary =
  | Pick<NativeLibrary, 'state' | 'addon' | 'loader' | 'source' | 'gpu'>
  | { state: 'missing'; why: string; cure: string };

/** From dist/assets/: `resources/tensorflow` is a neighbour of `resources/app.asar.unpacked`. */
const places = [
  ['..', '..', '..', 'tensorflow'],
  ['..', '..', '.cache', 'tensorflow'],
];

/** The library with full paths of addon and loader, or why there is none and the line that would get it. */
export function findLibrary(): FoundLibrary {
  for (const place of places) {
    const folder = join(assetsFolder(), ...place);
    if (!existsSync(join(folder, NATIVE_NOTE))) continue;
    const note = readNote(folder);
    if (note?.state === 'missing') return note;
    const addon = note && resolve(folder, note.folder, note.addon);
    if (!addon || !existsSync(addon)) {
      return {
        state: 'missing',
        why: 'what the set-up made of it is damaged or gone',
        cure: 'npm run setup',
      };
    }
    const unfit = unfitProcessor();
    if (unfit) return unfit;
    return { ...note, addon, loader: note.loader && resolve(folder, note.folder, note.loader) };
  }
  return { state: 'missing', why: 'the set-up did not run', cure: 'npm run setup' };
}

/** The backend that a training gets here, as far as can be told without starting it. */
export const likelyBackend = (): string =>
  process.env.PINWISE_BACKEND || (findLibrary().state === 'missing' ? 'wasm' : 'tensorflow');

function readNote(folder: string): NativeNote | undefined {
  try {
    return NativeNote.parse(JSON.parse(readFileSync(join(folder, NATIVE_NOTE), 'utf8')));
  } catch {
    return undefined;
  }
}

/** The library ends the whole process on a processor without AVX; an installed one may have come from another machine. */
function unfitProcessor(): FoundLibrary | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    if (/^flags\s*:.*\bavx\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'))) return undefined;
  } catch {
    return undefined;
  }
  return { state: 'missing', why: 'this processor has no AVX', cure: 'a newer processor' };
}
