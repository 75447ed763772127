/** Where the queries were drawn by strata: what was found in each. */
import { votesByQuestion } from './consensus.ts';
import type { Judgement } from './judgement.ts';
import { type Outcomes, countOutcomes } from './outcomes.ts';
import { type WeighedQuestion, shareOfWins } from './share-of-wins.ts';
import type { Uncertain } from './uncertain.ts';

export interface StratumReport extends Outcomes {
  stratum: string;
  share_of_wins: Uncertain;
}

export interface StratifiedQuestion extends WeighedQuestion {
  draw: boolean;
  stratum: string | null;
}

/**
 * In the order of their names; none for a uniform sample.
 * @param rest `wanted` and `agreed` of `shareOfWins`
 */
export function strataOf(
  questions: readonly StratifiedQuestion[],
  judgements: readonly Judgement[],
  ...[wanted, agreed]: [wanted: number, agreed?: number]
): StratumReport[] {
  const names = new Set(questions.flatMap(({ stratum }) => stratum ?? []));
  const votes = votesByQuestion(judgements);
  return [...names].sort(byName).map((stratum) => {
    const own = questions.filter((question) => question.stratum === stratum);
    return {
      stratum,
      ...countOutcomes(own, votes, wanted, agreed),
      share_of_wins: shareOfWins(own, judgements, wanted, agreed),
    };
  });
}

/** "degree 2 to 9" comes before "degree 10 or more". */
const byName = (x: string, y: string): number => x.localeCompare(y, 'en', { numeric: true });
