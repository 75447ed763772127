import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readNativeNote, writeNativeNote } from './native-note.ts';

/**
 * Puts TensorFlow's native library beside a packaged application, where its engine looks for it. With `linked` only a
 * link to it, for an edition that does not leave this machine. Where the set-up got none, why goes along.
 * @param from the folder that the set-up filled
 * @param resources the application's own
 */
export function carryNative(from: string, resources: string, linked: boolean): void {
  const note = readNativeNote(from);
  if (!note) return;
  const to = join(resources, 'tensorflow');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  if (note.state === 'ready') {
    const [source, target] = [join(from, note.folder), join(to, note.folder)];
    if (linked) symlinkSync(source, target, 'junction');
    else cpSync(source, target, { recursive: true });
  }
  writeNativeNote(
    to,
    note.state === 'ready' ? note : { ...note, cure: 'an installer made where TensorFlow could be had' },
  );
}
