/** What a designer asks the engine about a study: why an item, what offline metrics say, what a design can see. */
import * as z from 'zod';
import { ItemCard } from './datasets.ts';
import { Arm, TrialKind } from './questions.ts';
import { method } from './rpc.ts';
import { RunName } from './runs.ts';

export const WhyNeighbor = z.object({ item: ItemCard, weight: z.number().describe('share of the visits') });
export type WhyNeighbor = z.infer<typeof WhyNeighbor>;

/** What one run makes of a query and of items that were shown with it. */
export const WhyRun = z.object({
  run: RunName,
  source: z
    .enum(['table', 'answers', 'walks'])
    .describe(
      'table: the neighbours that the run pooled over; answers: those that it answers with; walks: it has none, so these are drawn as "pinwise neighbors" does',
    ),
  neighbors: z.array(WhyNeighbor).describe('of the query, the heaviest first'),
  items: z.array(
    z.object({
      item: ItemCard,
      score: z.number(),
      rank: z.number().int().describe('among all items but the query; ties count half, rounded up'),
      weight: z.number().describe("the item's own weight among the query's neighbours; 0 when it is none"),
      neighbors: z.array(WhyNeighbor),
      shared: z
        .array(z.object({ item: ItemCard, query: z.number(), own: z.number() }))
        .describe(
          'neighbours of both, with their weight on either side, those first that matter most to both',
        ),
      sharedWeight: z.number().describe('sum over the shared ones of the smaller weight, 0 to 1'),
    }),
  ),
});
export type WhyRun = z.infer<typeof WhyRun>;

/** Offline metrics of a question's two runs: reciprocal rank of the best labelled positive. */
export const OfflineQuestion = z.object({
  question: z.string(),
  query: z.string().describe('id'),
  degree: z.number().int(),
  slice: z.string().describe('of the queries by degree, in words'),
  positives: z.number().int().describe('labelled test positives; 0: offline metrics say nothing about it'),
  rr_a: z.number().nullable(),
  rr_b: z.number().nullable(),
});
export type OfflineQuestion = z.infer<typeof OfflineQuestion>;

const TwinReport = z.object({
  win: z.number(),
  lose: z.number(),
  draw: z.number(),
  inconclusive: z.number(),
  share_of_wins: z.object({
    value: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
  }),
  sign_test_p: z.number().nullable(),
  sentence: z.string(),
});

export const SelfcheckWanted = z.object({
  run: RunName,
  trial: TrialKind.default('pair').describe('as in a study: what raters see of the answers'),
  k: z.number().int().min(1).max(20).default(10).describe('length of the lists'),
  questions: z.number().int().min(1).max(5000).default(100),
  judgements: z.number().int().min(1).max(50).default(3),
  consensus: z
    .number()
    .min(0)
    .max(1)
    .default(2 / 3),
  share: z.number().min(0).max(1).default(0.5).describe('of the answers that the degraded twin has shuffled'),
  accuracy: z.number().min(0.5).max(1).default(0.8).describe('of the scripted raters, for each answer'),
  seed: z.number().int().min(0).default(0),
  replications: z.number().int().min(1).max(200).default(20),
});
export type SelfcheckWanted = z.infer<typeof SelfcheckWanted>;

export const Selfcheck = SelfcheckWanted.extend({
  questions: z.number().describe('as many as are wanted, or as the run has answers enough to'),
  degraded: TwinReport.describe('the run against itself with answers shuffled: it must win'),
  identical: TwinReport.describe('two draws of equal quality: neither may win'),
  found: z.number().describe('replications that preferred the run to its degraded twin'),
  false_alarms: z.number().describe('replications that preferred one of two equally good ones'),
  verdict: z.string().describe('a sentence'),
});
export type Selfcheck = z.infer<typeof Selfcheck>;

export const studyMethods = {
  /** Importance neighbours of a query and of the items shown with it, what they share, and how each run scores them. */
  'studies.why': method(
    z.object({
      runs: z.array(RunName).min(1).max(6),
      query: z.string().describe('id'),
      items: z.array(z.string()).min(1).max(40).describe('ids'),
      neighbors: z.number().int().min(1).max(50).default(10),
    }),
    z.object({ query: ItemCard, runs: z.array(WhyRun) }),
  ),
  /** What the labelled pairs say about each question. */
  'studies.offline': method(
    z.object({
      runs: z.array(RunName).min(2).max(6).describe('arm a, arm b, ...'),
      questions: z
        .array(
          z.object({ question: z.string(), pair: z.tuple([Arm, Arm]), query: z.string().describe('id') }),
        )
        .max(5000),
    }),
    z.object({ questions: z.array(OfflineQuestion) }),
  ),
  /** Scripted raters on a degraded and on an identical twin of a run. */
  'studies.selfcheck': method(SelfcheckWanted, Selfcheck),
};
