/** Pictures of studies from other machines: `study-pictures/<hash>/<number>` beside the store. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Records } from '../open-records.ts';
import { writeWhole } from '../write-whole.ts';
import { carriedPicture } from './carried-study.ts';

/** Keeps a picture; it is on the disk, whole, when this returns. */
export function keepPicture({ path: store }: Records, hash: string, number: number, bytes: Uint8Array): void {
  const path = join(dirname(store), ...carriedPicture(hash, number).split('/'));
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, bytes);
}
