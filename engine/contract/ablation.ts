/** The ablation: several presets with several seeds on one data set, beside each other (PinSage's table 1). */
import * as z from 'zod';
import { DatasetName } from './datasets.ts';
import { Candidates, RunConfig, RunName, RunState } from './runs.ts';

export const LadderRequest = z.object({
  dataset: DatasetName,
  presets: z.array(z.string()).min(1).max(40).optional().describe('all of the ladder without it'),
  seeds: z.number().int().min(1).max(100).default(3),
  epochs: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe("in place of each training's own number (bpr keeps its own)"),
});

export const Ladder = z.object({
  dataset: DatasetName,
  reference: z.string().describe('the preset that every other is compared with'),
  presets: z.array(z.string()),
  skipped: z.array(z.object({ preset: z.string(), reason: z.string() })),
  runs: z.array(
    z.object({
      preset: z.string(),
      seed: z.number(),
      config: RunConfig.describe('changes to the preset that the run is made with'),
      run: RunName.nullable().describe('null when it has to be made'),
      state: RunState.nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type Ladder = z.infer<typeof Ladder>;

/** One preset in one metric. */
export const LadderCell = z.object({
  mean: z.number().describe('over the seeds'),
  spread: z.object({ low: z.number(), high: z.number() }).describe('lowest and highest of the seeds'),
  low: z.number().nullable().describe('95% interval of the mean over the queries, null where there is none'),
  high: z.number().nullable(),
});
export type LadderCell = z.infer<typeof LadderCell>;

export const LadderDifference = z.object({
  difference: z.number().describe('the preset minus the reference'),
  low: z.number(),
  high: z.number(),
  p: z.number(),
  p_holm: z.number().describe("Holm's adjustment over all presets of the table, in this metric"),
});
export type LadderDifference = z.infer<typeof LadderDifference>;

export const LadderTable = z.object({
  split: Candidates,
  rows: z.array(
    z.object({
      preset: z.string(),
      seed: z.number(),
      run: RunName,
      metrics: z.record(z.string(), z.number()),
    }),
  ),
  table: z
    .array(
      z.object({
        preset: z.string(),
        seeds: z.number(),
        metrics: z.record(z.string(), LadderCell),
        differences: z.record(z.string(), LadderDifference).describe('empty for the reference'),
      }),
    )
    .describe('one row a preset, in the order of the ladder'),
});
export type LadderTable = z.infer<typeof LadderTable>;
