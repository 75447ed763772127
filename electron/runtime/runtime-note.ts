import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Which Electron this checkout uses; `.cache/runtime.json` holds it as `{ electron: … }`. */
export interface Electron {
  version: string;
  /** The program itself. */
  path: string;
  /** Where it came from, for people. */
  source: string;
}

/** The Electron that an earlier set-up found, undefined when there is none or it is gone. */
export function readRuntimeNote(file: string): Electron | undefined {
  try {
    const { electron } = JSON.parse(readFileSync(file, 'utf8')) as { electron: Electron };
    return typeof electron.path === 'string' && existsSync(electron.path) ? electron : undefined;
  } catch {
    // No set-up yet, or a damaged note: both mean that none is known.
    return undefined;
  }
}

export function writeRuntimeNote(file: string, electron: Electron): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ electron }, null, 2)}\n`);
}
