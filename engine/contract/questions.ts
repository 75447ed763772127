/** Questions of a study, as the engine makes them from runs. */
import * as z from 'zod';
import { TRIAL_KINDS } from '../../evaluations/design/question.ts';
import { DatasetName, ItemCard } from './datasets.ts';
import { RunName } from './runs.ts';

export const Arm = z.enum(['a', 'b', 'c', 'd', 'e', 'f']);

export const TrialKind = z.enum(TRIAL_KINDS);

/** What is shown of an item. */
export const StudyItem = ItemCard.pick({ id: true, title: true, picture: true }).extend({
  text: z.string().optional(),
});

/** The part of a study's design that decides what is asked. */
export const QuestionsWanted = z.object({
  runs: z.array(RunName).min(2).max(6).describe('arm a, arm b, ...'),
  trial: TrialKind,
  k: z.number().int().min(1).max(20),
  questions: z.number().int().min(1).max(5000),
  seed: z.number().int().min(0),
  sampling: z.enum(['uniform', 'degree', 'category', 'disagreement']),
  gold: z.number().int().min(0).max(500),
  practice: z.number().int().min(0).max(50),
});
export type QuestionsWanted = z.infer<typeof QuestionsWanted>;

const Known = z.object({
  query: StudyItem,
  better: z.array(StudyItem),
  worse: z.array(StudyItem),
});

/** What an answer is like beside its relation to the query. Raters never get it. */
const Covariates = z.object({
  popularity: z.number().describe('binary logarithm of 1 + degree'),
  similarity: z.number().nullable().describe("cosine of the item's and the query's own features"),
});

export const StudyQuestions = z.object({
  dataset: DatasetName,
  arms: z.array(
    z.object({
      run: z.string(),
      preset: z.string(),
      checkpoint: z.string(),
      lineage: z.object({
        config: z.unknown(),
        seed: z.number(),
        data: z.string(),
        split: z.string().nullable(),
        backend: z.string(),
        version: z.string(),
      }),
    }),
  ),
  comparisons: z.array(
    z.object({
      pair: z.tuple([Arm, Arm]),
      query: StudyItem,
      a: z.array(StudyItem),
      b: z.array(StudyItem),
      stratum: z.string().nullable().optional(),
      weight: z.number().optional(),
      covariates: z.object({ a: Covariates, b: Covariates }),
    }),
  ),
  gold: z.array(Known),
  practice: z.array(Known),
});
export type StudyQuestions = z.infer<typeof StudyQuestions>;
