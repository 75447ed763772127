/** What a trained model leaves in its run's folder: its files, how good it is on the tune split, and last the result. */
import { join } from 'node:path';
import type { Metrics } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writeFileWhole } from '../dataset/write-file.ts';
import { tellsLabels } from '../evaluate/evaluate-labels.ts';
import { evaluateScorers } from '../evaluate/evaluate-scorers.ts';
import type { ScoredRun } from '../evaluate/query-tables.ts';
import { estimateTraining } from '../training/estimate.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { writeFinalFiles } from './final-files.ts';
import { previewOf, previewRows } from './preview.ts';
import { lossSparkline, readProgress } from './progress.ts';
import type { Recorder } from './recorder.ts';
import type { RunRecord, RunResult } from './run-files.ts';
import { scorerOf } from './scorer-of.ts';

/** Cutoffs of the metrics on the tune split that a finished run carries. */
const CUTOFFS = [10, 50, 500];

export interface FinishOptions {
  /** The run's. */
  folder: string;
  record: RunRecord;
  dataset: Dataset;
  model: TrainedModel;
  recorder: Recorder;
  /** Name of what it was trained with. */
  backend: string;
  signal: AbortSignal;
  now: () => Date;
  /** A sign of life. @throws PinwiseError `lease-lost` when another process took the run over */
  beat(): void;
  /** What is being done, in words. */
  stage(text: string): void;
}

/** @throws PinwiseError `cancelled` or the signal's reason when aborted, `lease-lost` */
export async function finishRun(options: FinishOptions): Promise<void> {
  const { folder, record, dataset, model, signal, beat, stage } = options;
  stage('measuring on the tune split');
  const { answers, embeddings, predictions } = model;
  const neighbors = answers === 'neighbors' ? model.neighborhoods : null;
  const scorer = scorerOf(dataset, record.config, { embeddings, neighbors });
  const scored = { run: record.name, scorer, embeddings: embeddings ?? undefined, predictions };
  const metrics = await tuneMetrics(scored, options);
  stage('writing');
  signal.throwIfAborted();
  beat();
  const preview = previewOf(dataset, scorer, previewRows(dataset), model.best.epoch);
  writeFileWhole(join(folder, 'preview.json'), JSON.stringify(preview));
  const { files, checkpoint } = writeFinalFiles(folder, record, dataset, model);
  const result = { ...resultOf(options, metrics, checkpoint), files };
  writeFileWhole(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
}

async function tuneMetrics(
  scored: ScoredRun,
  { dataset, signal, beat }: Pick<FinishOptions, 'dataset' | 'signal' | 'beat'>,
): Promise<Metrics> {
  const told = tellsLabels(dataset, [scored], 'tune');
  if (dataset.pairs.tune.query.length === 0 && !told) return {};
  const { runs } = await evaluateScorers({
    ...{ dataset, scorers: [scored], split: 'tune' as const, ks: CUTOFFS, signal },
    onProgress: () => beat(),
  });
  return runs[0].metrics;
}

function resultOf(
  { folder, record, dataset, model, recorder, backend, now }: FinishOptions,
  metrics: Metrics,
  checkpoint: string,
): Omit<RunResult, 'files'> {
  const { last, lines } = readProgress(folder);
  const { wallSeconds, cpuSeconds, peakRssMb } = recorder.usage();
  const { steps, flopsPerStep } = record.trains
    ? estimateTraining(dataset, record.config)
    : { steps: 0, flopsPerStep: 0 };
  return {
    format: 1,
    finishedAt: now().toISOString(),
    metrics,
    seconds: wallSeconds,
    cpuSeconds,
    peakRssMb,
    checkpoint,
    backend,
    step: last?.step ?? 0,
    epoch: last?.epoch ?? 0,
    flops: steps * flopsPerStep,
    lossSparkline: lossSparkline(lines),
    bestEpoch: model.best.epoch,
    equation: model.equation,
  };
}
