import { mkdir, open } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import { datasetPath, picturePath } from '../contract/store-layout.ts';
import type { DatasetDraft } from './draft.ts';
import { asDiskFull } from './write-file.ts';

/** Pictures written at once: syncing is waiting, so several wait together. */
const lanes = 16;

/**
 * Copies the draft's pictures as they came into `folder`, a data set's folder in the making; each is synced.
 * Returns which items have one, uint8 (items).
 * @throws PinwiseError `cancelled`, `disk-full`
 */
export async function storePictures(
  folder: string,
  draft: DatasetDraft,
  o: { signal?: AbortSignal; onProgress?(done: number): void },
): Promise<Uint8Array> {
  const count = draft.items.ids.length;
  const has = new Uint8Array(count);
  if (draft.pictures === 0) return has;
  let next = 0;
  let failed = false;

  const lane = async (): Promise<void> => {
    while (next < count && !failed) {
      if (o.signal?.aborted) throw new PinwiseError('cancelled', 'the import was cancelled');
      const row = next++;
      const bytes = draft.picture(row);
      if (bytes) {
        const path = join(folder, relative(datasetPath('x'), picturePath('x', row)));
        await writeSynced(path, bytes).catch((error: unknown) => {
          throw asDiskFull(error, path);
        });
        has[row] = 1;
      }
      if (row % 64 === 0) o.onProgress?.(row);
    }
  };
  await Promise.all(
    Array.from({ length: lanes }, () =>
      lane().catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  return has;
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
