/** Pictures of studies from other machines: `study-pictures/<hash>/<number>` beside the store. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Records } from '../open-records.ts';
import { removeLeftBehind } from '../left-behind.ts';
import { writeOver } from '../write-whole.ts';
import { carriedPicture } from './carried-study.ts';

/** Keeps a study's pictures, numbered from 0; they are on the disk, whole, when this returns. */
export function keepPictures({ path: store }: Records, hash: string, pictures: readonly Uint8Array[]): void {
  if (pictures.length === 0) return;
  const pathOf = (number: number): string => join(dirname(store), ...carriedPicture(hash, number).split('/'));
  const folder = dirname(pathOf(0));
  mkdirSync(folder, { recursive: true });
  removeLeftBehind(folder, (name) => /^\d+\.(\d+)\.part$/.exec(name)?.[1]);
  pictures.forEach((bytes, number) => writeOver(pathOf(number), bytes));
}
