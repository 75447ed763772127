/**
 * What lies in `runs/<name>/`, and what is known of a run from it. A run's state is nowhere stored.
 *
 *   run.json                 RunRecord: what was asked for; never changed after
 *   backend.json             which backend computes
 *   curve.jsonl              CurvePoint a step, appended
 *   epochs.jsonl             EpochPoint an epoch, appended
 *   preview.json             Preview of the epoch evaluated last
 *   checkpoints/             all that is needed to go on; gone when finished
 *   lease-<n>.json           who trains it, see lease.ts
 *   cancelled.json           somebody stopped it
 *   error.json               why it stopped by itself
 *   model.safetensors, features.npy, neighbors.npy, weights.npy or scores.npy, embeddings.npy   what the preset has of these
 *   hnsw.usearch, hnsw.json  an index of the embeddings, made when first asked for; may be missing or removed
 *   result.json              RunResult, written last: a run with it is finished
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import { EpochRecord, Metrics, RunConfig, RunName, RunSummary, StepRecord } from '../contract/runs.ts';
import { runPath } from '../contract/store-layout.ts';

export const RunRecord = RunSummary.pick({
  name: true,
  preset: true,
  dataset: true,
  datasetFingerprint: true,
  seed: true,
  createdAt: true,
  codeVersion: true,
  trains: true,
  totalSteps: true,
  epochs: true,
}).extend({ format: z.literal(1), config: RunConfig });
export type RunRecord = z.infer<typeof RunRecord>;

/** A step of the curve with what the training had used by then, over all its parts. */
export const CurvePoint = StepRecord.extend({
  wallSeconds: z.number(),
  cpuSeconds: z.number(),
  peakRssMb: z.number(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

/** An epoch of the curve; `step` counts the steps made by then. */
export const EpochPoint = EpochRecord.extend({ step: z.number() });
export type EpochPoint = z.infer<typeof EpochPoint>;

export const RunResult = z.object({
  format: z.literal(1),
  finishedAt: z.string(),
  metrics: Metrics,
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakRssMb: z.number(),
  checkpoint: z
    .string()
    .describe('sha256 of model.safetensors; of the description for a model that does not train'),
  backend: z.string(),
  bestEpoch: z.number(),
  step: z.number(),
  epoch: z.number(),
  flops: z.number().describe('floating-point operations of all steps, estimated'),
  equation: z.string().describe('how the embeddings follow from the files'),
  files: z.array(z.string()),
  lossSparkline: z.array(z.number()),
});
export type RunResult = z.infer<typeof RunResult>;

export const Backend = z.object({ name: z.string() });
export const Failure = z.object({ code: z.string(), message: z.string() });

/** @throws PinwiseError `no-run` for a name that no run can have */
export function runFolder(home: string, name: string): string {
  if (!RunName.safeParse(name).success) throw noRun(name);
  return join(home, runPath(name));
}

/** The checked content of a JSON file of a run; null when the file is not there or not as it should be. */
export function readChecked<T>(folder: string, file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } catch {
    return null;
  }
}

/** @throws PinwiseError `no-run`, or `run-damaged` when its folder is there but its run.json cannot be read */
export function readRecord(home: string, name: string): RunRecord {
  const folder = runFolder(home, name);
  const record = readChecked(folder, 'run.json', RunRecord);
  if (record) return record;
  if (!isFolder(folder)) throw noRun(name);
  throw new PinwiseError(
    'run-damaged',
    `run ${name} has no readable run.json; remove it with "pinwise runs remove ${name}" and train again`,
  );
}

export const readResult = (home: string, name: string): RunResult | null =>
  readChecked(runFolder(home, name), 'result.json', RunResult);

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function noRun(name: string): PinwiseError {
  return new PinwiseError('no-run', `there is no run "${name}"; "pinwise runs list" shows all`);
}
