/** Writes what a training tells to the run's files as it goes, after cutting them back to where it goes on from. */
import { join } from 'node:path';
import type { EpochRecord, Preview, StepRecord } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { writeFileWhole } from '../dataset/write-file.ts';
import { embeddingScorer } from '../retrieval/scorer.ts';
import { cutJournal, openJournal } from './journal.ts';
import { previewOf, previewRows } from './preview.ts';
import { readProgress } from './progress.ts';
import type { CurvePoint, EpochPoint } from './run-files.ts';
import { CurvePoint as CurvePointSchema, EpochPoint as EpochPointSchema } from './run-files.ts';

/** What a training has used so far, over all its parts. */
export interface Usage {
  wallSeconds: number;
  cpuSeconds: number;
  peakRssMb: number;
}

export interface Recorder {
  step(record: StepRecord): void;
  /** Returns the preview when the epoch was evaluated. */
  epoch(record: EpochRecord, embeddings: Float32Array | null): Preview | null;
  usage(): Usage;
  /** Puts the curves on disk: a checkpoint must not know of steps that they lack. */
  sync(): void;
  close(): void;
}

const MB = 2 ** 20;

/**
 * @param folder of the run
 * @param done steps made and epochs ended already: what the curves tell of later ones will be made again
 */
export function openRecorder(
  folder: string,
  dataset: Dataset,
  done: { step: number; epoch: number },
): Recorder {
  const curvePath = join(folder, 'curve.jsonl');
  const epochsPath = join(folder, 'epochs.jsonl');
  cutJournal(curvePath, (value) => (CurvePointSchema.safeParse(value).data?.step ?? Infinity) <= done.step);
  // By epoch, not by step: a checkpoint may lie between an epoch's last step and its end.
  cutJournal(
    epochsPath,
    (value) => (EpochPointSchema.safeParse(value).data?.epoch ?? Infinity) <= done.epoch,
  );
  const before = readProgress(folder).last;
  const curve = openJournal(curvePath);
  const epochs = openJournal(epochsPath);
  const rows = previewRows(dataset);
  const since = performance.now();
  const cpuBefore = process.cpuUsage();
  let made = done.step;
  let peak = before?.peakRssMb ?? 0;

  const usage = (): Usage => {
    const { user, system } = process.cpuUsage(cpuBefore);
    peak = Math.max(peak, process.memoryUsage.rss() / MB);
    return {
      wallSeconds: (before?.wallSeconds ?? 0) + (performance.now() - since) / 1_000,
      cpuSeconds: (before?.cpuSeconds ?? 0) + (user + system) / 1e6,
      peakRssMb: peak,
    };
  };
  return {
    step(record) {
      made = record.step;
      curve.append({ ...record, ...usage() } satisfies CurvePoint);
    },
    epoch(record, embeddings) {
      usage();
      epochs.append({ ...record, step: made } satisfies EpochPoint);
      if (!embeddings) return null;
      const scorer = embeddingScorer(embeddings, embeddings.length / dataset.items.count);
      const preview = previewOf(dataset, scorer, rows, record.epoch);
      writeFileWhole(join(folder, 'preview.json'), JSON.stringify(preview));
      return preview;
    },
    usage,
    sync() {
      curve.sync();
      epochs.sync();
    },
    close() {
      curve.close();
      epochs.close();
    },
  };
}
