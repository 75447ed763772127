/** Studies and rater trials as windows see them. A trial holds nothing that tells the arms apart. */
import * as z from 'zod';
import { ItemCard } from '../../engine/contract/datasets.ts';

export const StudyName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i);
export const RaterName = z.string().trim().min(1).max(64);
export const Choice = z.enum(['left', 'right', 'equal']);
export type Choice = z.infer<typeof Choice>;

export const StudyDesign = z.object({
  name: StudyName,
  title: z.string(),
  runs: z.array(z.string()).length(2).describe('arm a, arm b'),
  trial: z.enum(['pair', 'lists']).describe('the first answer of each, or the top k of each'),
  k: z.number().int().min(1).max(20),
  questions: z.number().int().min(1).max(5000),
  judgements: z.number().int().min(1).max(50).describe('wanted per question'),
  seed: z.number().int().min(0),
});
export type StudyDesign = z.infer<typeof StudyDesign>;

export const StudySummary = z.object({
  name: StudyName,
  title: z.string(),
  state: z.enum(['open', 'closed']),
  hash: z.string(),
  createdAt: z.string(),
  dataset: z.string(),
  arms: z.array(
    z.object({ arm: z.enum(['a', 'b']), run: z.string(), preset: z.string(), checkpoint: z.string() }),
  ),
  trial: z.enum(['pair', 'lists']),
  questions: z.number(),
  drawsByConstruction: z.number(),
  judgements: z.number().describe('recorded so far'),
  wanted: z.number().describe('judgements that the design asks for'),
  raters: z.array(z.object({ rater: z.string(), done: z.number(), total: z.number() })),
  design: StudyDesign,
});
export type StudySummary = z.infer<typeof StudySummary>;

export const TrialItem = ItemCard.pick({ id: true, title: true, picture: true });
export const Trial = z.object({
  question: z.string(),
  query: TrialItem,
  left: z.array(TrialItem),
  right: z.array(TrialItem),
  progress: z.object({ done: z.number(), total: z.number() }),
});
export type Trial = z.infer<typeof Trial>;

/** `next` is for fetching pictures ahead; null at the end. `canUndo` is false before the first answer. */
export const RaterTurn = z.object({
  trial: Trial.nullable(),
  next: Trial.nullable(),
  progress: z.object({ done: z.number(), total: z.number() }),
  canUndo: z.boolean(),
});
export type RaterTurn = z.infer<typeof RaterTurn>;

const Interval = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  reason: z.string().optional(),
});
export const StudyReport = z.object({
  study: StudyName,
  state: z.enum(['open', 'closed']),
  hash: z.string(),
  sentence: z.string(),
  pairs: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      questions: z.number(),
      win: z.number(),
      lose: z.number(),
      draw: z.number(),
      inconclusive: z.number(),
      unanswered: z
        .number()
        .describe('part of inconclusive: questions that do not have enough judgements yet'),
      drawsByConstruction: z.number().describe('part of draw'),
      share_of_wins: Interval,
      sign_test_p: z.number().nullable(),
    }),
  ),
  raters: z.array(
    z.object({
      rater: z.string(),
      judgements: z.number(),
      win: z.number(),
      lose: z.number(),
      draw: z.number(),
      left_share: z.number().nullable(),
      median_ms: z.number().nullable(),
      agreement: z
        .number()
        .nullable()
        .describe("share of this rater's questions where others chose the same"),
      flags: z.array(z.string()),
    }),
  ),
  left: z.object({ left: z.number(), right: z.number(), equal: z.number(), p: z.number().nullable() }),
  agreement: z.object({ alpha: Interval, kappa: Interval }),
  checks: z.array(
    z.object({ name: z.string(), outcome: z.enum(['passed', 'failed', 'not-run']), meaning: z.string() }),
  ),
  disagreements: z.array(
    z.object({
      question: z.string(),
      query: TrialItem,
      a: z.array(TrialItem),
      b: z.array(TrialItem),
      votes: z.object({ a: z.number(), b: z.number(), equal: z.number() }),
    }),
  ),
  ranking: z.array(z.object({ run: z.string(), rank: z.number() })),
  judgements: z.number(),
});
export type StudyReport = z.infer<typeof StudyReport>;
