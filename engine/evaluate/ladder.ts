/** The ablation ladder (PinSage, Ying et al., KDD 2018, table 1) on a data set: which presets, and which it cannot have. */
import type { Ladder } from '../contract/ablation.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { DatasetManifest } from '../contract/datasets.ts';
import type { Preset } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { listDatasets } from '../dataset/list-datasets.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { familyOf, presetNamed, presets } from '../model/presets.ts';
import { listRuns } from '../runs/list-runs.ts';
import { settleConfig } from '../training/settle-config.ts';
import { planRuns } from './plan-runs.ts';

/** Rows of the paper's table 1 in its order, then those of its table 2 and the marks from outside. */
const LADDER = [
  ...['visual', 'annotation', 'combined', 'max-pooling', 'mean-pooling', 'mean-pooling-xent'],
  ...['mean-pooling-hard', 'pinsage', 'random-walk', 'bpr', 'itemknn', 'ease'],
];
/** What every other preset is compared with. */
const REFERENCE = 'pinsage';

export interface LadderOptions {
  home: string;
  dataset: string;
  /** Default: the whole ladder. */
  presets?: readonly string[];
  /** Runs of each preset that trains. */
  seeds: number;
  /** In place of each training's own number. */
  epochs?: number;
}

/**
 * What there is of the ladder and what is missing, from the runs of the store.
 * @throws PinwiseError `no-dataset`, `no-preset`, `no-pairs` when there is nothing to measure on
 */
export function planLadder({ home, dataset, presets: names, seeds, epochs }: LadderOptions): Ladder {
  const manifest = listDatasets(home).find(({ name }) => name === dataset);
  if (!manifest) {
    throw new PinwiseError('no-dataset', `there is no data set "${dataset}"; "pinwise data list" shows all`);
  }
  if (manifest.pairs.test === 0) {
    throw new PinwiseError('no-pairs', `data set ${dataset} has no test pairs to compare the presets on`);
  }
  const known = new Set(presets.map(({ name }) => name));
  const asked = [...new Set(names ?? LADDER.filter((name) => known.has(name)))].map(presetNamed);
  const reasons = asked.map((preset) => ({ preset: preset.name, reason: missing(manifest, preset) }));
  const skipped = reasons.flatMap(({ preset, reason }) => (reason === null ? [] : [{ preset, reason }]));
  const left = asked.filter((_, i) => reasons[i].reason === null);
  if (left.length === 0) {
    const why = skipped.map(({ preset, reason }) => `${preset}: ${reason}`).join('; ');
    throw new PinwiseError('no-preset', `data set ${dataset} can have none of these presets: ${why}`);
  }
  let opened: Dataset | undefined;
  return {
    dataset,
    reference: left.some(({ name }) => name === REFERENCE) ? REFERENCE : left[0].name,
    presets: left.map(({ name }) => name),
    skipped,
    runs: planRuns({
      ...{ presets: left, seeds, epochs, fingerprint: manifest.fingerprint, known: listRuns(home) },
      settled: (preset, changes) => settleConfig((opened ??= openDataset(home, dataset)), preset, changes),
      states: ['finished', 'running', 'cancelled', 'interrupted', 'failed'],
    }),
  };
}

/** Why the data set cannot have this preset; null when it can. */
function missing({ features, pairs }: DatasetManifest, { name }: Preset): string | null {
  const family = familyOf(name);
  if (family.kind === 'nearest' && !features.blocks.some((block) => block.name === family.block)) {
    return `the data have no ${family.block === 'visual' ? 'pictures' : 'text'}`;
  }
  const onPairs = family.kind === 'graph' || family.kind === 'perceptron';
  return onPairs && pairs.train === 0 ? 'the data have no training pairs' : null;
}
