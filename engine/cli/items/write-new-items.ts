import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PinwiseError } from '../../contract/rpc.ts';
import { writeNpy } from '../../dataset/npy.ts';
import { writeFileWhole } from '../../dataset/write-file.ts';
import type { NewItemAnswer } from '../../runs/new-items/answer-new-items.ts';

/**
 * Writes embeddings.npy, float32 (items, d), and items.jsonl (row -> id) to a new or empty folder.
 * @returns names of the files
 * @throws PinwiseError `not-empty`; `no-vectors` for a run without them; `disk-full`
 */
export function writeNewItems(to: string, items: readonly NewItemAnswer[]): string[] {
  const vectors = items.map(({ embedding }) => embedding);
  if (!vectors.every((vector) => vector !== null)) {
    throw new PinwiseError('no-vectors', 'this run has no vectors to write; leave --to out');
  }
  const folder = folderFor(to);
  const dims = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * dims);
  vectors.forEach((vector, row) => data.set(vector, row * dims));
  writeNpy(join(folder, 'embeddings.npy'), [vectors.length, dims], data);
  const lines = items.map(({ id }, row) => `${JSON.stringify({ row, id })}\n`);
  writeFileWhole(join(folder, 'items.jsonl'), lines.join(''));
  return ['embeddings.npy', 'items.jsonl'];
}

/**
 * The folder, made where there is none; it may hold nothing but `ours`.
 * @throws PinwiseError `not-empty`
 */
export function folderFor(to: string, ours: readonly string[] = []): string {
  const folder = resolve(to);
  if (existsSync(folder) && readdirSync(folder).some((name) => !ours.includes(name))) {
    throw new PinwiseError('not-empty', `${folder} is not empty; give a new folder`);
  }
  mkdirSync(folder, { recursive: true });
  return folder;
}
