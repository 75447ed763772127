/**
 * A run's HNSW index in its folder, so that it is built once.
 *
 *   hnsw.usearch   the library's file
 *   hnsw.json      what it was built from and with, its sha256, and the exact answers that it is checked by; written
 *                  last. Where it does not fit the file or the run, the index is built again.
 */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import { asDiskFull, syncFolder, writeFileWhole } from '../dataset/write-file.ts';
import { exactIndex } from '../retrieval/exact-index.ts';
import { buildHnsw, hnswDefaults, loadHnsw } from '../retrieval/hnsw/hnsw-index.ts';
import type { HnswIndex, HnswOptions } from '../retrieval/hnsw/hnsw-index.ts';
import type { NearestIndex, Vectors } from '../retrieval/nearest-index.ts';
import { recallOf, recallProbe } from '../retrieval/recall.ts';
import type { RecallProbe } from '../retrieval/recall.ts';
import { readChecked } from './run-files.ts';

const FILE = 'hnsw.usearch';
const NOTE = 'hnsw.json';
/** Less than this and the index is worse than none. */
const LEAST_RECALL = 0.9;

const Note = z.object({
  format: z.literal(1),
  key: z.string().describe('sha256 of what answers, and the parameters'),
  sha256: z.string().describe('of the file'),
  probe: z.object({ k: z.number(), rows: z.array(z.number()), last: z.array(z.number()) }),
});

interface CacheOptions {
  folder: string;
  /** sha256 of what answers. */
  checkpoint: string;
  vectors: Vectors;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/** @throws PinwiseError `no-usearch`, `low-recall`, `cancelled`, `disk-full` */
export async function cachedHnsw(options: CacheOptions): Promise<NearestIndex> {
  const { folder, checkpoint, vectors } = options;
  const key = keyOf(checkpoint, hnswDefaults);
  const known = await readCache(folder, key, vectors);
  if (known) return known;
  const index = await buildHnsw(vectors, hnswDefaults, options);
  const probe = recallProbe(vectors, exactIndex(vectors));
  const recall = recallOf(vectors, index, probe);
  if (recall < LEAST_RECALL) {
    throw new PinwiseError(
      'low-recall',
      `the index hnsw finds only ${(100 * recall).toFixed(0)}% of the nearest items of this run, less than ` +
        `${100 * LEAST_RECALL}%; use the exact index (--index exact)`,
    );
  }
  await writeCache(folder, key, index, probe);
  return index;
}

const keyOf = (checkpoint: string, options: HnswOptions): string =>
  createHash('sha256')
    .update(JSON.stringify([checkpoint, options, 'usearch 2.25.3']))
    .digest('hex');

/** Null where there is none that is whole, of this run, and good. @throws PinwiseError `no-usearch` */
async function readCache(folder: string, key: string, vectors: Vectors): Promise<HnswIndex | null> {
  const note = readChecked(folder, NOTE, Note);
  if (note?.key !== key) return null;
  const path = join(folder, FILE);
  // The library ends the process on a damaged file.
  if ((await hashOfFile(path).catch(() => null)) !== note.sha256) return null;
  try {
    const index = loadHnsw(path, vectors, hnswDefaults);
    return recallOf(vectors, index, note.probe) >= LEAST_RECALL ? index : null;
  } catch (error) {
    if (error instanceof PinwiseError && error.code === 'no-usearch') throw error;
    return null;
  }
}

async function writeCache(folder: string, key: string, index: HnswIndex, probe: RecallProbe): Promise<void> {
  const path = join(folder, FILE);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    index.save(temporary);
    const file = openSync(temporary, 'r+');
    fsyncSync(file);
    closeSync(file);
    const sha256 = await hashOfFile(temporary);
    renameSync(temporary, path);
    syncFolder(folder);
    const note: z.infer<typeof Note> = { format: 1, key, sha256, probe };
    writeFileWhole(join(folder, NOTE), JSON.stringify(note));
  } catch (error) {
    rmSync(temporary, { force: true });
    // Where nothing may be written the index answers all the same, this time.
    if (!isReadOnly(error)) throw asDiskFull(error, path);
  }
}

function isReadOnly(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['EROFS', 'EACCES', 'EPERM'].includes(code) || /permission denied|read-only/i.test(String(error));
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
