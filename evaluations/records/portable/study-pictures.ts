/** Pictures of studies from other machines: `study-pictures/<hash>/<number>` beside the store. */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Records } from '../open-records.ts';
import { carriedPicture } from './carried-study.ts';

/** Keeps a picture; it is on the disk, whole, when this returns. */
export function keepPicture({ path: store }: Records, hash: string, number: number, bytes: Uint8Array): void {
  const path = join(dirname(store), ...carriedPicture(hash, number).split('/'));
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.part`;
  const file = openSync(draft, 'w');
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}
