import type { Judgement } from '../../../evaluations/analysis/judgement.ts';
import type { WeighedQuestion } from '../../../evaluations/analysis/share-of-wins.ts';

/** A question about each of so many queries, judged by one rater: for a where `won` says so. */
export function judgedByOne(
  won: readonly boolean[],
  weights?: readonly number[],
): [WeighedQuestion[], Judgement[], number] {
  const judgements = won.map((first, i): Judgement => ({
    ...{ question: `q${i}`, rater: 'ann', preference: first ? 'a' : 'b', sideOfA: null, ms: null },
  }));
  const questions = won.map((_, i) => ({ question: `q${i}`, query: `q${i}`, weight: weights?.[i] }));
  return [questions, judgements, 1];
}
