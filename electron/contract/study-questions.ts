/** A study's comparisons one by one, with what the raters said of each; for designers alone. */
import * as z from 'zod';
import { StudyName, TrialItem } from './studies.ts';
import { Arm } from '../../engine/contract/questions.ts';

export const JudgedQuestion = z.object({
  question: z.string(),
  pair: z.tuple([Arm, Arm]),
  /** The runs of the pair. */
  runs: z.tuple([z.string(), z.string()]),
  query: TrialItem,
  a: z.array(TrialItem),
  b: z.array(TrialItem),
  stratum: z.string().nullable(),
  votes: z.object({ a: z.number(), b: z.number(), equal: z.number() }),
  outcome: z
    .enum(['a', 'b', 'equal', 'inconclusive', 'unanswered', 'same'])
    .describe('same: nobody was asked'),
});
export type JudgedQuestion = z.infer<typeof JudgedQuestion>;

export const JudgedQuestions = z.object({
  study: StudyName,
  state: z.enum(['open', 'closed']),
  questions: z.array(JudgedQuestion),
});
