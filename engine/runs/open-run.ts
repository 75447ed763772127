/** A finished run, ready to answer. Opening costs little the second time: a handful is kept in memory. */
import { join } from 'node:path';
import { PinwiseError } from '../contract/rpc.ts';
import { failedByData } from '../contract/runs.ts';
import type { RunSummary } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { readNpy } from '../dataset/npy.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import type { Scorer } from '../retrieval/scorer.ts';
import { runSummary } from './list-runs.ts';
import { readResult, runFolder } from './run-files.ts';
import { scorerOf } from './scorer-of.ts';
import type { Answering } from './scorer-of.ts';

export interface OpenRun {
  summary: RunSummary;
  dataset: Dataset;
  scorer: Scorer;
  /** float32 (items, dims), row-major; null for a run that answers by neighbours or by walking. */
  embeddings: { data: Float32Array; dims: number } | null;
  /** Probability of each class, float32 (items, classes), row-major; null for a run that was not trained on labels. */
  predictions: { data: Float32Array; classes: number } | null;
  /** sha256 of what answers; the same for runs that answer alike. */
  checkpoint: string;
}

const PREDICTIONS = 'predictions.npy';
const KEPT = 8;
const opened = new Map<string, OpenRun>();

/**
 * @throws PinwiseError `no-run`, `run-unfinished`, `data-missing` when its data set is gone or has changed,
 * `run-damaged` when its vectors cannot be read
 */
export function openRun(home: string, name: string): OpenRun {
  const summary = runSummary(home, name);
  const { checkpoint } = summary;
  if (summary.state !== 'finished' || checkpoint === null) throw runUnfinished(summary);
  if (summary.dataMissing) throw dataMissing(name, summary.dataset);
  const key = JSON.stringify([home, name]);
  const known = opened.get(key);
  opened.delete(key);
  const run = known?.checkpoint === checkpoint ? { ...known, summary } : open(home, summary, checkpoint);
  opened.set(key, run);
  for (const oldest of opened.keys()) if (opened.size > KEPT) opened.delete(oldest);
  return run;
}

/** Advises to go on where that can help. */
export function runUnfinished({ name, state, error }: RunSummary): PinwiseError {
  const message =
    error && failedByData(error)
      ? `run ${name} failed and cannot go on: ${error.message}`
      : `run ${name} is ${state}: only a finished run answers; "pinwise train --resume ${name}" goes on with it`;
  return new PinwiseError('run-unfinished', message);
}

export function dataMissing(run: string, dataset: string): PinwiseError {
  return new PinwiseError(
    'data-missing',
    `run ${run} was trained on data set "${dataset}", which is gone or has changed since; import the same data again`,
  );
}

function open(home: string, summary: RunSummary, checkpoint: string): OpenRun {
  const dataset = openDataset(home, summary.dataset);
  const answering = readAnswering(home, summary.name, dataset.items.count);
  const { embeddings } = answering;
  return {
    ...{ summary, dataset, embeddings, checkpoint },
    scorer: scorerOf(dataset, summary.config, answering),
    predictions: readPredictions(home, summary.name, dataset),
  };
}

function readPredictions(home: string, name: string, { items, labels }: Dataset): OpenRun['predictions'] {
  if (!readResult(home, name)?.files.includes(PREDICTIONS)) return null;
  const [data, classes] = readTable(home, name, PREDICTIONS, items.count, Float32Array);
  if (classes !== labels?.classes.length)
    throw damaged(name, `its ${PREDICTIONS} has other classes than its data`);
  return { data, classes };
}

/** Vectors where the run has them; else its neighbours: without vectors, these are what answers. */
function readAnswering(home: string, name: string, items: number): Answering {
  const files = readResult(home, name)?.files ?? [];
  if (files.includes('embeddings.npy')) {
    const [data, dims] = readTable(home, name, 'embeddings.npy', items, Float32Array);
    return { embeddings: { data, dims }, neighbors: null };
  }
  if (!files.includes('neighbors.npy')) return { embeddings: null, neighbors: null };
  const [neighbors, width] = readTable(home, name, 'neighbors.npy', items, Int32Array);
  const [weights, wide] = readTable(home, name, 'scores.npy', items, Float32Array);
  if (wide !== width) throw damaged(name, 'its scores.npy does not fit its neighbors.npy');
  return { embeddings: null, neighbors: { width, neighbors, weights } };
}

function readTable<T extends Float32Array | Int32Array>(
  home: string,
  name: string,
  file: string,
  items: number,
  type: { new (length: number): T },
): [data: T, width: number] {
  let array: ReturnType<typeof readNpy>;
  try {
    array = readNpy(join(runFolder(home, name), file));
  } catch (cause) {
    throw damaged(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
  const { shape, data } = array;
  if (!(data instanceof type) || shape.length !== 2 || shape[0] !== items) {
    const kind = type === (Int32Array as unknown) ? 'int32' : 'float32';
    throw damaged(name, `its ${file} is not ${kind} (${items}, dims)`);
  }
  return [data, shape[1]];
}

const damaged = (name: string, why: string, cause?: unknown): PinwiseError =>
  new PinwiseError('run-damaged', `run ${name} cannot answer: ${why}; remove it and train again`, { cause });
