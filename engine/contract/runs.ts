/** Runs: one trained (or training-free) model on one data set, with all that is needed to make it again. */
import * as z from 'zod';
import { DatasetName, ItemCard } from './datasets.ts';

export const RunName = DatasetName;

/** Derived from the run's files and its lease, never stored: no run can be "running" for ever. */
export const RunState = z.enum(['running', 'finished', 'cancelled', 'interrupted', 'failed']);
export type RunState = z.infer<typeof RunState>;

const dataFailures: ReadonlySet<string> = new Set([
  'no-pairs',
  'no-features',
  'no-edges',
  'no-labels',
  'too-large',
]);

/** Whether a run failed by what its data lacks or is: going on with it would end the same way. */
export const failedByData = (error: { code: string } | null): boolean =>
  error !== null && dataFailures.has(error.code);

/** Nested settings, `{group: {key: value}}`; each preset's JSON Schema says what they mean and may be. */
export const RunConfig = z.record(
  z.string(),
  z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
);
export type RunConfig = z.infer<typeof RunConfig>;

export const Preset = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().describe('one sentence'),
  trains: z.boolean(),
  config: RunConfig,
  onLabels: RunConfig.optional().describe(
    'settings that differ by default where the model learns from labels',
  ),
  schema: z.unknown().describe('JSON Schema of the configuration: groups, titles, descriptions, bounds'),
});
export type Preset = z.infer<typeof Preset>;

export const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Estimate = z.infer<typeof Estimate>;
export const Metrics = z.record(z.string(), Estimate);
export type Metrics = z.infer<typeof Metrics>;

export const EpochRecord = z.object({
  epoch: z.number(),
  loss: z.number(),
  seconds: z.number(),
  items_per_s: z.number(),
  tune: z.record(z.string(), z.number()).describe('metrics on the tune split, empty when not measured'),
  waitSeconds: z.number().default(0).describe('the trainer waited for minibatches'),
  idleSeconds: z.number().default(0).describe('the sampler threads waited for room'),
});
export type EpochRecord = z.infer<typeof EpochRecord>;

/** One point of the live curve. */
export const StepRecord = z.object({
  step: z.number(),
  epoch: z.number(),
  loss: z.number(),
  learningRate: z.number(),
  items_per_s: z.number(),
  /** Seconds spent drawing the minibatch and computing it; with sampler threads the drawing goes on beside. */
  sampleSeconds: z.number(),
  computeSeconds: z.number(),
  waitSeconds: z.number().default(0).describe('the trainer waited for the minibatch'),
  idleSeconds: z.number().default(0).describe('the sampler thread waited for room before it drew it'),
});
export type StepRecord = z.infer<typeof StepRecord>;

export const RunSummary = z.object({
  name: RunName,
  preset: z.string(),
  dataset: DatasetName,
  datasetFingerprint: z.string(),
  seed: z.number(),
  state: RunState,
  createdAt: z.string(),
  backend: z.string(),
  codeVersion: z.string(),
  config: RunConfig,
  trains: z.boolean(),
  step: z.number(),
  totalSteps: z.number(),
  epoch: z.number(),
  epochs: z.number(),
  seconds: z.number().describe('wall-clock seconds of training'),
  peakRssMb: z.number().nullable(),
  checkpoint: z.string().nullable().describe('sha256 of the checkpoint that answers'),
  metrics: Metrics.describe('on the tune split; empty until finished'),
  lossSparkline: z.array(z.number()).describe('at most 40 points'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  dataMissing: z.boolean(),
});
export type RunSummary = z.infer<typeof RunSummary>;

/** Ten fixed query items and their present nearest neighbours: people see a model learn. */
export const Preview = z.object({
  epoch: z.number(),
  rows: z.array(z.object({ query: ItemCard, neighbors: z.array(ItemCard) })),
});
export type Preview = z.infer<typeof Preview>;

export const RunDetail = z.object({
  summary: RunSummary,
  steps: z.array(StepRecord).describe('down-sampled to at most 1,000'),
  epochs: z.array(EpochRecord),
  preview: Preview.nullable(),
});
export type RunDetail = z.infer<typeof RunDetail>;

/** How the items nearest to a vector are found: exactly, or nearly and faster. */
export const IndexKind = z.enum(['exact', 'hnsw', 'lsh']);
export type IndexKind = z.infer<typeof IndexKind>;

export const ScoredItem = z.object({ item: ItemCard, score: z.number() });
export type ScoredItem = z.infer<typeof ScoredItem>;

/** What runs were ranked on: the same for all that are compared. */
export const Candidates = z.object({
  name: z.enum(['train', 'tune', 'test']),
  fingerprint: z.string().describe('sha256 over the labelled pairs and the items that are ranked'),
  items: z.number().describe('items that are ranked for a query, itself not counted'),
  queries: z.number(),
  pairs: z.number().describe('labelled pairs, each once, none of an item with itself'),
  labelled: z
    .number()
    .optional()
    .describe('items of the split with a label; only where the data have labels'),
});
export type Candidates = z.infer<typeof Candidates>;

export const Evaluation = z.object({
  split: Candidates,
  runs: z.array(z.object({ run: RunName, n_queries: z.number(), metrics: Metrics })),
  differences: z.array(
    z.object({
      a: RunName,
      b: RunName,
      metric: z.string(),
      difference: z.number(),
      low: z.number(),
      high: z.number(),
      p: z.number(),
    }),
  ),
});
export type Evaluation = z.infer<typeof Evaluation>;
