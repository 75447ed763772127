import type { PageSources } from '../../../evaluations/records/report-page.ts';
import { readManifest } from '../../dataset/list-datasets.ts';
import { sniffPicture } from '../../features/sniff-picture.ts';
import { offlineOf } from './offline-of.ts';
import { pictureBytes } from './picture-files.ts';
import { smallPicture } from './small-picture.ts';

/** Larger ones go into a page as small copies. */
const most = 200_000;

/** Where a report's page gets pictures and their credit from: the data sets of `home`, as far as they are still there. */
export function pageSources(home: string, signal: AbortSignal): Omit<PageSources, 'now' | 'version'> {
  const bytesOf = pictureBytes(home);
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
      const bytes = bytesOf(address);
      return bytes && (await asData(bytes).catch(() => null));
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
