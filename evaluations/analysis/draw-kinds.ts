/** Draws apart by what raters said with them: both good, or both poor. */
import { type Votes, consensus } from './consensus.ts';
import type { Judgement } from './judgement.ts';

export interface DrawKinds {
  bothGood: number;
  bothPoor: number;
}

/**
 * Of the questions that raters called equal, how many by more judgements "both good" than "both poor", and the other
 * way round; as many of each counts nowhere.
 * @param votes of the questions that count
 */
export function drawKinds(
  judgements: readonly Judgement[],
  votes: ReadonlyMap<string, Votes>,
  ...[wanted, agreed]: [wanted: number, agreed?: number]
): DrawKinds {
  const more = new Map<string, number>();
  for (const { question, equal } of judgements) {
    if (equal) more.set(question, (more.get(question) ?? 0) + (equal === 'good' ? 1 : -1));
  }
  const drawn = [...more].filter(([question]) => consensus(votes.get(question), wanted, agreed) === 'equal');
  return {
    bothGood: drawn.filter(([, lead]) => lead > 0).length,
    bothPoor: drawn.filter(([, lead]) => lead < 0).length,
  };
}
