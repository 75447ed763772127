/**
 * How much frozen vectors know of the labels (GraphSAGE, Hamilton et al., NeurIPS 2017, section 4: unsupervised
 * embeddings are read by a logistic regression): fitted on the train nodes, its penalty chosen on the tune nodes,
 * measured once on the test nodes.
 *
 *   accuracy = share of the test nodes whose class is found; with several labels a node, micro-averaged F1
 */
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { nodeSplits } from '../dataset/dataset.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { turn } from '../turns.ts';
import { fitLogistic, logits } from './logistic-regression.ts';
import type { LabelledRows } from './logistic-regression.ts';

/** `public`: the nodes that the data call train; `full`: every labelled node that is neither tune nor test. */
export type ReadOutSplit = 'public' | 'full';

export interface ReadOut {
  split: ReadOutSplit;
  nodes: { train: number; tune: number; test: number };
  classes: number;
  dims: number;
  /** The one that did best on the tune nodes. */
  penalty: number;
  /** Accuracy, which is micro-averaged F1 where each node has one label; else that F1. */
  micro_f1: { tune: number; test: number };
}

/** The vectors of a run, float32 (items, dims). @throws PinwiseError `no-vectors` */
export function vectorsOf({ summary, embeddings }: Pick<OpenRun, 'summary' | 'embeddings'>): Float32Array {
  if (embeddings) return embeddings.data;
  throw new PinwiseError('no-vectors', `run ${summary.name} has no embeddings to read labels from`);
}

/** Tried in this order, each fit from the last one's weights; the first of equals is kept. */
const PENALTIES = [1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 1e-6];

/**
 * @param vectors float32 (items, dims)
 * @throws PinwiseError `no-labels` without labels or without nodes of a split, `cancelled`
 */
export async function readOut(
  dataset: Dataset,
  vectors: Float32Array,
  split: ReadOutSplit,
  signal?: AbortSignal,
): Promise<ReadOut> {
  const { labels, nodeSplit, manifest } = dataset;
  if (!labels || !nodeSplit) {
    throw new PinwiseError('no-labels', `data set ${manifest.name} has no labels with a split to read out`);
  }
  const dims = vectors.length / dataset.items.count;
  const rowsOf = (wanted: (split: number) => boolean): LabelledRows => {
    const rows = [...nodeSplit.keys()].filter(
      (row) => wanted(nodeSplit[row]) && labels.indptr[row + 1] > labels.indptr[row],
    );
    const x = new Float32Array(rows.length * dims);
    rows.forEach((row, i) => x.set(vectors.subarray(row * dims, (row + 1) * dims), i * dims));
    return {
      ...{ x, dims, classes: labels.classes.length, multi: labels.multi },
      labels: rows.map((row) => [...labels.indices.subarray(labels.indptr[row], labels.indptr[row + 1])]),
    };
  };
  const [tune, test] = [nodeSplits.tune, nodeSplits.test].map((one) => rowsOf((of) => of === one));
  const train = rowsOf((of) =>
    split === 'public' ? of === nodeSplits.train : of !== nodeSplits.tune && of !== nodeSplits.test,
  );
  const empty = Object.entries({ train, tune, test }).find(([, { labels: known }]) => known.length === 0);
  if (empty) {
    throw new PinwiseError('no-labels', `data set ${manifest.name} has no labelled ${empty[0]} nodes`);
  }
  let weights: Float64Array | undefined;
  let best = { penalty: NaN, tune: -1, test: 0 };
  for (const penalty of PENALTIES) {
    await turn(signal);
    ({ weights } = fitLogistic(train, penalty, weights));
    const found = microF1(tune, weights);
    if (found > best.tune) best = { penalty, tune: found, test: microF1(test, weights) };
  }
  return {
    split,
    nodes: { train: train.labels.length, tune: tune.labels.length, test: test.labels.length },
    classes: train.classes,
    dims,
    penalty: best.penalty,
    micro_f1: { tune: best.tune, test: best.test },
  };
}

function microF1({ x, dims, classes, labels, multi }: LabelledRows, weights: Float64Array): number {
  const scores = logits(x, dims, classes, weights);
  let [found, told, real] = [0, 0, 0];
  labels.forEach((own, row) => {
    const of = scores.subarray(row * classes, (row + 1) * classes);
    const guesses = multi
      ? [...of.keys()].filter((c) => of[c] > 0)
      : [of.indexOf(of.reduce((a, b) => Math.max(a, b)))];
    found += guesses.filter((c) => own.includes(c)).length;
    told += guesses.length;
    real += multi ? own.length : 1;
  });
  return (2 * found) / Math.max(1, told + real);
}
