/**
 * A .pinwise-dataset file: a ZIP archive of a data folder. It is unpacked beside the store, every path checked, and
 * read as a folder; the unpacked files go when the import has ended.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DatasetDraft } from './draft.ts';
import { needSpace } from './disk-space.ts';
import { FileProblem, Problems } from './problems.ts';
import { readFolder } from './read-folder.ts';
import type { FolderOptions } from './read-folder.ts';
import { stopIfCancelled } from './tables/byte-source.ts';
import { makeWorkFolder } from './work-folder.ts';
import { asDiskFull } from './write-file.ts';
import { unpack, zipEntries } from './zip-entries.ts';

/**
 * Unpacks and reads an archive; `use` gets the draft while its pictures are there.
 * @throws PinwiseError `bad-data`, `disk-full`, `cancelled` and what `use` throws
 */
export async function readArchive<T>(
  path: string,
  home: string,
  o: FolderOptions,
  use: (draft: DatasetDraft) => Promise<T>,
): Promise<T> {
  const work = makeWorkFolder(home, 'unpack');
  try {
    await unpackInto(path, work.path, o).catch((error: unknown) => {
      if (error instanceof FileProblem) throw new Problems(o.onError).fatal(basename(path), error);
      throw asDiskFull(error, work.path);
    });
    const draft = await readFolder(work.path, o);
    return await use({ ...draft, source: draft.source === work.path ? path : draft.source });
  } finally {
    work.remove();
  }
}

async function unpackInto(path: string, folder: string, o: FolderOptions): Promise<void> {
  const entries = zipEntries(path).filter(({ name }) => !name.endsWith('/'));
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (!isInside(name))
      throw new FileProblem(
        'path-outside',
        `it holds the path ${JSON.stringify(name)}, which leaves the folder`,
      );
    if (seen.has(name)) throw new FileProblem('bad-archive', `it holds ${JSON.stringify(name)} twice`);
    seen.add(name);
  }
  needSpace(
    folder,
    entries.reduce((sum, { size }) => sum + size, 0),
  );
  for (const [i, entry] of entries.entries()) {
    stopIfCancelled(o.signal);
    o.onProgress?.({ stage: 'unpacking', done: i, total: entries.length });
    const to = join(folder, entry.name);
    mkdirSync(dirname(to), { recursive: true });
    const file = openSync(to, 'wx');
    try {
      for await (const piece of unpack(path, entry)) {
        for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
      }
    } finally {
      closeSync(file);
    }
  }
}

/** A relative path with "/" that goes down only, and that means the same on every system. */
function isInside(name: string): boolean {
  const parts = name.split('/');
  return parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\:\0]/.test(name);
}
