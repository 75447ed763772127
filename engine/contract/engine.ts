/**
 * The engine's contract. `peopleContract` is what a window may ask over its port; `controlContract` is what the
 * process that owns the engine may ask besides (it carries paths, so no window ever gets it).
 */
import * as z from 'zod';
import { Ladder, LadderRequest, LadderTable } from './ablation.ts';
import { DatasetDetail, DatasetName, DatasetSummary, ItemCard, ItemDetail } from './datasets.ts';
import { Job } from './jobs.ts';
import { FoundContext, newItemMethods } from './new-items.ts';
import { QuestionsWanted, StudyQuestions } from './questions.ts';
import { method } from './rpc.ts';
import { studyMethods } from './study-answers.ts';
import {
  EpochRecord,
  Evaluation,
  IndexKind,
  Preset,
  Preview,
  RunConfig,
  RunDetail,
  RunName,
  RunSummary,
  ScoredItem,
  StepRecord,
} from './runs.ts';

const nothing = z.object({});
const Paging = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
};

export const BackendReport = z.object({
  name: z.string(),
  version: z.string(),
  why: z.string(),
  available: z.array(z.string()),
  device: z
    .object({ kind: z.literal('gpu'), name: z.string() })
    .nullable()
    .describe('what it computes on besides the processor'),
  cure: z.string().nullable().describe('the line that would get a better one'),
});

export const peopleContract = {
  methods: {
    'backend.report': method(nothing, BackendReport),
    'datasets.list': method(nothing, z.array(DatasetSummary)),
    'datasets.show': method(z.object({ name: DatasetName }), DatasetDetail),
    'datasets.remove': method(z.object({ name: DatasetName }), nothing),
    'datasets.items': method(
      z.object({
        name: DatasetName,
        search: z.string().max(200).default(''),
        rows: z.array(z.number().int()).max(500).optional().describe('only these rows'),
        ...Paging,
      }),
      z.object({ total: z.number(), items: z.array(ItemCard) }),
    ),
    'datasets.item': method(z.object({ name: DatasetName, row: z.number().int().min(0) }), ItemDetail),
    'presets.list': method(nothing, z.array(Preset)),
    'runs.list': method(nothing, z.array(RunSummary)),
    'runs.show': method(z.object({ name: RunName }), RunDetail),
    'runs.remove': method(z.object({ name: RunName }), nothing),
    'runs.estimate': method(
      z.object({ dataset: DatasetName, preset: z.string(), config: RunConfig }),
      z.object({ steps: z.number(), seconds: z.number().nullable(), memoryMb: z.number() }),
    ),
    /** For one item, several (the mean of their vectors), or the items of a context. */
    'runs.recommend': method(
      z
        .object({
          name: RunName,
          rows: z.array(z.number().int().min(0)).min(1).max(100).optional(),
          context: z.string().optional().describe('id'),
          k: z.number().int().min(1).max(500).default(10),
          index: IndexKind.default('exact').describe('a run without vectors answers exactly'),
        })
        .refine(({ rows, context }) => (rows === undefined) !== (context === undefined), {
          message: 'either rows or a context',
        }),
      z.object({
        query: z.array(ItemCard).describe('at most 100'),
        context: FoundContext.nullable().default(null),
        items: z.array(ScoredItem),
        recall: z
          .number()
          .nullable()
          .default(null)
          .describe('share of the exact answers that the index found; null where the answers are exact'),
      }),
    ),
    'runs.disagreements': method(
      z.object({ a: RunName, b: RunName, k: z.number().int().min(1).max(100).default(10), ...Paging }),
      z.object({
        total: z.number(),
        meanOverlap: z
          .number()
          .describe('mean share of the top k that both have, over the queries looked at'),
        queries: z.array(z.object({ item: ItemCard, overlap: z.number() })).describe('least overlap first'),
      }),
    ),
    'runs.evaluate': method(
      z.object({
        runs: z.array(RunName).min(1).max(20),
        split: z.enum(['test', 'tune']).default('test'),
        ks: z.array(z.number().int().min(1)).default([10, 50, 500]),
      }),
      Evaluation,
    ),
    'ablation.plan': method(LadderRequest, Ladder),
    /** Null while no run of the ladder is finished. */
    'ablation.table': method(LadderRequest, z.object({ table: LadderTable.nullable() })),
    ...newItemMethods,
    ...studyMethods,
    'jobs.list': method(nothing, z.array(Job)),
    'jobs.importDemo': method(z.object({ source: z.enum(['demo', 'demo-dense']) }), Job),
    'jobs.train': method(
      z.object({
        dataset: DatasetName,
        preset: z.string(),
        config: RunConfig.default({}),
        seed: z.number().int().min(0).default(0),
        name: RunName.optional(),
      }),
      Job,
    ),
    'jobs.resume': method(z.object({ run: RunName }), Job),
    'jobs.cancel': method(z.object({ id: z.string() }), nothing),
    'jobs.dismiss': method(z.object({ id: z.string() }), nothing),
  },
  events: {
    'job.changed': Job,
    'datasets.changed': nothing,
    'runs.changed': nothing,
    'run.step': z.object({ run: RunName, step: StepRecord }),
    'run.epoch': z.object({ run: RunName, epoch: EpochRecord, preview: Preview.nullable() }),
  },
};

export const controlContract = {
  methods: {
    ...peopleContract.methods,
    'jobs.importFolder': method(
      z.object({
        path: z.string(),
        name: DatasetName.optional(),
        onError: z.enum(['stop', 'skip']).default('stop'),
      }),
      Job,
    ),
    'runs.export': method(
      z.object({ name: RunName, to: z.string() }),
      z.object({ files: z.array(z.string()) }),
    ),
    /** What a study asks: queries drawn by its design, what each run answers, questions with a known answer. */
    'studies.questions': method(QuestionsWanted, StudyQuestions),
    /** Top k of several queries at once. */
    'runs.answers': method(
      z.object({
        name: RunName,
        rows: z.array(z.number().int()).max(20_000),
        k: z.number().int().min(1).max(100),
      }),
      z.object({
        checkpoint: z.string(),
        dataset: DatasetName,
        answers: z.array(z.object({ query: ItemCard, items: z.array(ItemCard) })),
      }),
    ),
    /** Rows that a study may ask about: test queries, or all items where the data has no test pairs. */
    'datasets.queries': method(
      z.object({ name: DatasetName }),
      z.object({ rows: z.array(z.number().int()) }),
    ),
  },
  events: { ...peopleContract.events, heartbeat: z.object({ at: z.number() }) },
};

export type PeopleMethods = typeof peopleContract.methods;
export type PeopleEvents = typeof peopleContract.events;
export type ControlMethods = typeof controlContract.methods;
export type ControlEvents = typeof controlContract.events;
