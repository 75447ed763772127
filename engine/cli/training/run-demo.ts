import type { DatasetManifest } from '../../contract/datasets.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import { importDataset } from '../../dataset/import-dataset.ts';
import { listDatasets } from '../../dataset/list-datasets.ts';
import { compareSeeds } from '../../evaluate/compare-seeds.ts';
import type { SeedComparison } from '../../evaluate/compare-seeds.ts';
import { planRuns } from '../../evaluate/plan-runs.ts';
import { presetNamed } from '../../model/presets.ts';
import { listRuns } from '../../runs/list-runs.ts';
import { demoPresets } from './demo-plan.ts';
import { demoVerdict } from './demo-verdict.ts';
import type { Session } from '../session.ts';
import { trainPlanned } from './train-planned.ts';

export interface DemoResult extends SeedComparison {
  data: Pick<
    DatasetManifest,
    'name' | 'items' | 'contexts' | 'edges' | 'isolated' | 'pairs' | 'fingerprint' | 'credit'
  >;
  runs: { run: string; preset: string; seed: number }[];
  verdict: string;
}

const NAME = 'demo';
const KS = [10, 50, 500];

/** Imports the demo where it is not there, trains what is not trained yet, and compares all on the test pairs. */
export async function runDemo(session: Session, home: string, seeds: number): Promise<DemoResult> {
  const manifest = listDatasets(home).find(({ name }) => name === NAME) ?? (await importDemo(session, home));
  if (manifest.source !== 'demo') {
    throw new PinwiseError(
      'dataset-exists',
      `the data set "${NAME}" was imported from ${manifest.source}; remove it, so that the demo can take its name`,
    );
  }
  const presets = demoPresets.map(presetNamed);
  const plan = planRuns({ presets, seeds, fingerprint: manifest.fingerprint, known: listRuns(home) });
  const { runs, failed } = await trainPlanned(session, {
    ...{ home, dataset: NAME, plan, goOn: `pinwise demo --seeds ${seeds}` },
  });
  if (failed.length > 0)
    throw new PinwiseError('demo-failed', `${failed[0].run} failed: ${failed[0].message}`);
  const comparison = await compare(session, home, runs);
  const { name, items, contexts, edges, isolated, pairs, fingerprint, credit } = manifest;
  return {
    data: { name, items, contexts, edges, isolated, pairs, fingerprint, credit },
    runs,
    ...comparison,
    verdict: demoVerdict(comparison, demoPresets[0]),
  };
}

async function importDemo(session: Session, home: string): Promise<DatasetManifest> {
  const bar = session.progress('importing the demo');
  return importDataset({
    ...{ source: 'demo', name: NAME, home, onError: 'stop', now: session.now(), signal: session.signal },
    onProgress: ({ stage, done, total }) => bar.update(done, total, { note: stage }),
  }).finally(() => bar.end());
}

async function compare(session: Session, home: string, runs: DemoResult['runs']): Promise<SeedComparison> {
  const bar = session.progress('evaluate');
  return compareSeeds({
    home,
    runs: Object.fromEntries(
      demoPresets.map((preset) => [
        preset,
        runs.filter((one) => one.preset === preset).map(({ run }) => run),
      ]),
    ),
    reference: demoPresets[0],
    split: 'test',
    ks: KS,
    signal: session.signal,
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.end());
}
