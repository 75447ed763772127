/** Studies and rater trials as windows see them. A trial holds nothing that tells the arms apart. */
import * as z from 'zod';
import { TRIAL_KINDS } from '../../evaluations/design/question.ts';
import { RATER_FLAGS } from '../../evaluations/design/rater-flag.ts';
import { STUDY_NAME } from '../../evaluations/design/study-name.ts';
import { ItemCard } from '../../engine/contract/datasets.ts';

export const StudyName = z.string().regex(STUDY_NAME);
export const RaterName = z.string().trim().min(1).max(64);
export const Pin = z.string().regex(/^\d{4,8}$/, 'four to eight digits');
export const Choice = z.enum(['left', 'right', 'equal', 'both-good', 'both-poor', '0', '1', '2', '3']);
export type Choice = z.infer<typeof Choice>;
export const RaterFlag = z.enum(RATER_FLAGS);

const TrialKind = z.enum(TRIAL_KINDS);
const Arm = z.enum(['a', 'b', 'c', 'd', 'e', 'f']);
const share = z.number().min(0).max(1);

/** What a person decides about a study. What is left out has the default that evaluations/design states. */
export const StudyDesign = z.object({
  name: StudyName,
  title: z.string(),
  runs: z.array(z.string()).min(2).max(6).describe('arm a, arm b, ...'),
  trial: TrialKind.describe('the first answer of each, the top k of each, or the first of each alone'),
  k: z.number().int().min(1).max(20),
  questions: z.number().int().min(1).max(5000).describe('in all, dealt over the pairs of runs'),
  judgements: z.number().int().min(1).max(50).describe('wanted per question'),
  seed: z.number().int().min(0),
  sampling: z.enum(['uniform', 'degree', 'category', 'disagreement']).default('uniform'),
  equal: z.enum(['one', 'split']).default('one').describe('split: both good or both poor'),
  consensus: share.default(2 / 3).describe('share of the judgements of a question that must agree'),
  gold: z.number().int().min(0).max(500).default(0),
  repeats: z.number().int().min(0).max(500).default(0),
  practice: z.number().int().min(0).max(50).default(0),
  instructions: z.string().max(20_000).default(''),
  consent: z.string().max(20_000).default(''),
  breakEvery: z.number().int().min(0).default(50),
  gapMinutes: z.number().int().min(0).default(60),
  exclude: z
    .object({
      goldBelow: share.nullable(),
      selfAgreementBelow: share.nullable(),
      flags: z.array(RaterFlag),
    })
    .default({ goldBelow: null, selfAgreementBelow: null, flags: [] }),
  stop: z.enum(['all', 'anytime']).default('all'),
  version: z.number().int().min(1).default(1),
  revises: z.string().nullable().default(null).describe('hash of the study that this version replaces'),
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
    z.object({
      arm: Arm,
      run: z.string(),
      preset: z.string(),
      checkpoint: z.string(),
      lineage: z
        .object({
          config: z.unknown(),
          seed: z.number(),
          data: z.string(),
          split: z.string().nullable(),
          backend: z.string(),
          version: z.string(),
        })
        .nullable(),
    }),
  ),
  trial: TrialKind,
  questions: z.number(),
  drawsByConstruction: z.number(),
  imported: z.boolean().describe('came from another machine, for its raters only'),
  judgements: z.number().describe('recorded so far'),
  wanted: z.number().describe('judgements that the design asks for'),
  raters: z.array(z.object({ rater: z.string(), done: z.number(), total: z.number() })),
  design: StudyDesign.extend({
    runs: z.array(z.string()).max(6).describe('none where they are on another machine'),
  }),
});
export type StudySummary = z.infer<typeof StudySummary>;

export const TrialItem = ItemCard.pick({ id: true, title: true, picture: true }).extend({
  text: z.string().optional(),
});
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
  stage: z.enum(['consent', 'instructions', 'practice', 'trial', 'done', 'closed']),
  trial: Trial.nullable(),
  next: Trial.nullable(),
  progress: z.object({ done: z.number(), total: z.number() }),
  canUndo: z.boolean(),
  session: z.object({
    title: z.string(),
    trial: TrialKind,
    equal: z.enum(['one', 'split']),
    consent: z.string(),
    instructions: z.string(),
    breakEvery: z.number(),
  }),
});
export type RaterTurn = z.infer<typeof RaterTurn>;

export const Feedback = z.object({
  right: z.boolean(),
  accepted: z.array(Choice).describe('all that are right: a side, or grades'),
});
export type Feedback = z.infer<typeof Feedback>;

const Interval = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  reason: z.string().optional(),
});
const Known = z.object({ value: z.number(), low: z.number(), high: z.number() });
const outcomes = {
  questions: z.number(),
  win: z.number(),
  lose: z.number(),
  draw: z.number(),
  inconclusive: z.number(),
  unanswered: z.number().describe('part of inconclusive: questions that do not have enough judgements yet'),
  drawsByConstruction: z.number().describe('part of draw'),
};
export const StudyReport = z.object({
  study: StudyName,
  state: z.enum(['open', 'closed']),
  hash: z.string(),
  sentence: z.string(),
  pairs: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      ...outcomes,
      bothGood: z.number().nullable().describe('part of draw; null where raters are not asked which'),
      bothPoor: z.number().nullable().describe('part of draw; null where raters are not asked which'),
      share_of_wins: Interval.describe("with the questions' weights"),
      sign_test_p: z.number().nullable(),
      adjusted_p: z.number().nullable().describe("Holm's, over the pairs of runs"),
      anytime: z.object({
        low: z.number().nullable(),
        high: z.number().nullable(),
        decided_at: z.number().nullable().describe('judgements after which 1/2 was first excluded'),
      }),
      equivalence: z
        .object({
          margin: z.number(),
          equivalent: z.boolean().nullable().describe('shown to differ from 1/2 by less than the margin'),
          excluded: z.number().nullable().describe('differences from 1/2 of more than this are excluded'),
          reason: z.string().optional(),
        })
        .describe('two one-sided tests at 5%'),
      strata: z.array(z.object({ stratum: z.string(), ...outcomes, share_of_wins: Interval })),
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
      gold_right: Interval,
      self_agreement: Interval.describe('share of the repeated questions with the same answer as before'),
      side_switch: Interval.describe('share with the same side as before, and so the other item'),
      flags: z.array(z.string()),
      excluded: z.string().nullable().describe("why the study's own rule leaves these judgements out"),
    }),
  ),
  gold_right: Interval,
  self_agreement: z.object({ same: Interval, side_switch: Interval }),
  left: z.object({ left: z.number(), right: z.number(), equal: z.number(), p: z.number().nullable() }),
  agreement: z.object({ alpha: Interval, kappa: Interval }),
  checks: z.array(
    z.object({ name: z.string(), outcome: z.enum(['passed', 'failed', 'not-run']), meaning: z.string() }),
  ),
  disagreements: z.array(
    z.object({
      question: z.string(),
      pair: z.tuple([Arm, Arm]).describe('the arms whose answers a and b are'),
      query: TrialItem,
      a: z.array(TrialItem),
      b: z.array(TrialItem),
      votes: z.object({ a: z.number(), b: z.number(), equal: z.number() }),
    }),
  ),
  ranking: z.array(
    z.object({
      run: z.string(),
      rank: z.number(),
      strength: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
  ranking_reason: z.string().nullable(),
  adjusted: z
    .union([
      z.object({
        strengths: z.array(z.object({ model: z.string(), raw: Known, adjusted: Known })),
        effects: z.array(Known.extend({ covariate: z.string() })),
        votes: z.number(),
      }),
      z.object({ reason: z.string() }),
    ])
    .describe('strengths as chosen and adjusted for what the shown items are like'),
  judgements: z.number(),
  wanted: z.number(),
});
export type StudyReport = z.infer<typeof StudyReport>;

/** What came of bringing in a file of answers. */
export const MergedAnswers = z.object({
  added: z.number(),
  known: z.number(),
  undone: z.number(),
  conflicts: z.array(z.object({ rater: z.string(), question: z.string() })),
  raters: z.number(),
  judgements: z.number().describe('of the study, after this'),
});
export type MergedAnswers = z.infer<typeof MergedAnswers>;

/** What a file holds that a closed study lacks. */
export const LateAnswers = z.object({
  study: StudyName,
  closedAt: z.string(),
  before: z.number().describe('given until the study was closed'),
  after: z.number(),
  known: z.number(),
  undone: z.number(),
  raters: z.number(),
  into: StudyName.nullable().describe('an open version of the study, which takes them'),
});
export type LateAnswers = z.infer<typeof LateAnswers>;

/** The report as a page or printed; the judgements as a table. */
export const ExportFormat = z.enum(['html', 'pdf', 'csv', 'jsonl', 'parquet']);
export type ExportFormat = z.infer<typeof ExportFormat>;
