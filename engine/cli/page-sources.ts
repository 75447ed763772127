import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageSources } from '../../evaluations/records/report-page.ts';
import { picturePath } from '../contract/store-layout.ts';
import { DatasetName } from '../contract/datasets.ts';
import { readManifest } from '../dataset/list-datasets.ts';
import { sniffPicture } from '../features/sniff-picture.ts';
import { offlineOf } from './offline-of.ts';
import { smallPicture } from './small-picture.ts';

/** Larger ones go into a page as small copies. */
const most = 200_000;
const addresses = /^pictures\/([^/]+)\/(0|[1-9][0-9]{0,9})$/;

/** Where a report's page gets pictures and their credit from: the data sets of `home`, as far as they are still there. */
export function pageSources(home: string, signal: AbortSignal): Omit<PageSources, 'now' | 'version'> {
  return {
    offline: async (study) => (await offlineOf(home, study, signal)).offline,
    credit: (dataset) => {
      try {
        return readManifest(home, dataset).credit;
      } catch {
        return null;
      }
    },
    picture: async (address) => {
      const [, dataset, row] = addresses.exec(address) ?? [];
      if (!DatasetName.safeParse(dataset).success) return null;
      try {
        const path = join(home, ...picturePath(dataset, Number(row)).split('/'));
        // A link could lead out of its folder.
        if (!lstatSync(path).isFile()) return null;
        return await asData(readFileSync(path));
      } catch {
        return null;
      }
    },
  };
}

async function asData(bytes: Buffer): Promise<string | null> {
  const head = sniffPicture(bytes);
  if (!head) return null;
  if (bytes.length > most) return `data:image/png;base64,${(await smallPicture(bytes)).toString('base64')}`;
  const type = head.kind === 'svg' ? 'svg+xml' : head.kind;
  return `data:image/${type};base64,${bytes.toString('base64')}`;
}
