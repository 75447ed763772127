import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { DatasetManifest, DatasetName } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { datasetPath } from '../contract/store-layout.ts';
import { files } from './dataset-files.ts';
import { foldersIn, makeWorkFolder } from './work-folder.ts';

const Versioned = z.object({ format: z.number() });

/** Newest first; a folder that is damaged or of a newer version is left out here and explained by `readManifest`. */
export function listDatasets(home: string): DatasetManifest[] {
  const found: DatasetManifest[] = [];
  for (const name of foldersIn(join(home, 'datasets'))) {
    if (!DatasetName.safeParse(name).success) continue;
    try {
      found.push(readManifest(home, name));
    } catch (error) {
      if (!(error instanceof PinwiseError)) throw error;
    }
  }
  return found.sort((a, b) => (a.importedAt === b.importedAt ? 0 : a.importedAt < b.importedAt ? 1 : -1));
}

/** @throws PinwiseError `no-dataset`, `dataset-damaged`, `dataset-newer` */
export function readManifest(home: string, name: string): DatasetManifest {
  const folder = datasetFolder(home, name);
  const damaged = (why: string, cause?: unknown): PinwiseError =>
    new PinwiseError('dataset-damaged', `data set "${name}": ${why}; remove it and import it again`, {
      cause,
    });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(join(folder, files.manifest), 'utf8'));
  } catch (error) {
    throw damaged(`its ${files.manifest} cannot be read`, error);
  }
  const version = Versioned.safeParse(content);
  if (version.success && version.data.format > 1) {
    throw new PinwiseError(
      'dataset-newer',
      `data set "${name}" was made by a newer Pinwise (its format is ${version.data.format}, this version reads 1)`,
    );
  }
  const manifest = DatasetManifest.safeParse(content);
  if (!manifest.success) throw damaged(`its ${files.manifest} is not as it should be`, manifest.error);
  return manifest.data;
}

/** Gone at once, also when the process ends while its files are being removed. @throws PinwiseError `no-dataset` */
export function removeDataset(home: string, name: string): void {
  const folder = datasetFolder(home, name);
  const work = makeWorkFolder(home, 'removed');
  try {
    renameSync(folder, join(work.path, 'dataset'));
  } finally {
    work.remove();
  }
}

/** Full path of a data set that is there. @throws PinwiseError `no-dataset` */
export function datasetFolder(home: string, name: string): string {
  const folder = join(home, datasetPath(name));
  if (!DatasetName.safeParse(name).success || !existsSync(folder)) {
    throw new PinwiseError('no-dataset', `there is no data set "${name}"; "pinwise data list" shows all`);
  }
  return folder;
}
