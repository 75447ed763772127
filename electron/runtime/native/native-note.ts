import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATIVE_NOTE, NativeNote } from '../../../engine/contract/native-note.ts';

export function readNativeNote(folder: string): NativeNote | undefined {
  try {
    return NativeNote.parse(JSON.parse(readFileSync(join(folder, NATIVE_NOTE), 'utf8')));
  } catch {
    // No set-up yet, or a damaged note: both mean that nothing is known.
    return undefined;
  }
}

/** Whole or not at all: set-ups may run side by side. */
export function writeNativeNote(folder: string, note: NativeNote): void {
  mkdirSync(folder, { recursive: true });
  const part = join(folder, `${NATIVE_NOTE}.${process.pid}`);
  writeFileSync(part, `${JSON.stringify(note, null, 2)}\n`);
  renameSync(part, join(folder, NATIVE_NOTE));
}
