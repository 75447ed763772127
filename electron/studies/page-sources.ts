import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeImage } from 'electron';
import type { PageSources } from '../../evaluations/records/report-page.ts';
import { DatasetManifest } from '../../engine/contract/datasets.ts';
import { datasetPath } from '../../engine/contract/store-layout.ts';
import { pictureType } from '../pages/content-type.ts';
import type { EngineProcess } from '../processes/engine-process.ts';
import { pictureAt } from '../pages/picture-at.ts';

/** Larger pictures go into a page as small copies, with this many pixels along their longer side. */
const most = 200_000;
const side = 448;
/** What cannot be copied small (a drawing, WebP) is left out beyond this. */
const mostAsIs = 2_000_000;
const Credit = DatasetManifest.pick({ credit: true });

/** Where a report's page gets pictures and their credit from: the data sets of `home`, as far as they are still there. */
export function pageSources(
  home: string,
  engine: Pick<EngineProcess, 'control'>,
): Omit<PageSources, 'now' | 'version'> {
  const bytesOf = pictureAt(home);
  return {
    offline: async ({ arms, questions }) => {
      const asked = questions.map(({ question, pair, query }) => ({ question, pair, query: query.id }));
      try {
        const control = await engine.control();
        const runs = arms.map(({ run }) => run);
        return (await control.call('studies.offline', { runs, questions: asked })).questions;
      } catch {
        // The runs or their data are gone: the report goes without.
        return null;
      }
    },
    credit: (dataset) => {
      try {
        const manifest = join(home, ...datasetPath(dataset).split('/'), 'dataset.json');
        return Credit.parse(JSON.parse(readFileSync(manifest, 'utf8'))).credit;
      } catch {
        return null;
      }
    },
    picture: (address) => {
      const bytes = bytesOf(address);
      return Promise.resolve(bytes && asData(bytes));
    },
  };
}

function asData(bytes: Buffer): string | null {
  const type = pictureType(bytes);
  if (!type) return null;
  const small = bytes.length > most ? copy(bytes, type) : null;
  if (small) return `data:${type};base64,${small.toString('base64')}`;
  return bytes.length > mostAsIs ? null : `data:${type};base64,${bytes.toString('base64')}`;
}

/** Null for a kind that Electron does not decode by itself. */
function copy(bytes: Buffer, type: string): Buffer | null {
  if (type !== 'image/png' && type !== 'image/jpeg') return null;
  const image = nativeImage.createFromBuffer(bytes);
  if (image.isEmpty()) return null;
  const { width, height } = image.getSize();
  const scaled = image.resize(
    width >= height ? { width: Math.min(side, width) } : { height: Math.min(side, height) },
  );
  return type === 'image/png' ? scaled.toPNG() : scaled.toJPEG(85);
}
