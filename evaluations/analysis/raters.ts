import { quantile } from '../interval.ts';
import { alphaOf } from './agreement.ts';
import { type Votes, votesByQuestion } from './consensus.ts';
import { type Judgement, PREFERENCES } from './judgement.ts';
import { raterAgreement } from './rater-agreement.ts';
import { type RaterFlag, raterFlags } from './rater-flags.ts';
import { sideCounts } from './side-preference.ts';

export interface RaterSummary {
  rater: string;
  judgements: number;
  /** Judgements for arm a, for arm b, and "equal". */
  win: number;
  lose: number;
  draw: number;
  /** Of the decided judgements whose sides are known; null without any. */
  left_share: number | null;
  median_ms: number | null;
  /** Mean share of the other raters of the same question who chose the same; null without others. */
  agreement: number | null;
  flags: RaterFlag[];
}

/** Others who agree beyond chance at least so much (alpha) are a measure for somebody else. */
const OTHERS_ALPHA = 0.2;

/** One summary for each rater, in the order in which they first come. */
export function summariseRaters(
  judgements: readonly Judgement[],
  votes: ReadonlyMap<string, Votes>,
): RaterSummary[] {
  const byRater = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const own = byRater.get(judgement.rater);
    if (own) own.push(judgement);
    else byRater.set(judgement.rater, [judgement]);
  }
  return [...byRater].map(([rater, own]) => {
    const sides = sideCounts(own);
    const decided = sides.left + sides.right;
    const agreement = raterAgreement(own, votes);
    const medianMs = median(own.flatMap(({ ms }) => ms ?? []));
    const othersAgree = byRater.size > 2 && agreeWithout(rater, judgements);
    const of = (answer: Judgement['preference']): number =>
      own.reduce((sum, { preference }) => sum + (preference === answer ? 1 : 0), 0);
    return {
      rater,
      judgements: own.length,
      win: of('a'),
      lose: of('b'),
      draw: of('equal'),
      left_share: decided > 0 ? sides.left / decided : null,
      median_ms: medianMs,
      agreement: agreement.observed,
      flags: raterFlags({ answers: own.length, sides, agreement, othersAgree, medianMs }),
    };
  });
}

function agreeWithout(rater: string, judgements: readonly Judgement[]): boolean {
  const others = votesByQuestion(judgements.filter((judgement) => judgement.rater !== rater));
  const counts = [...others.values()].map((votes) => PREFERENCES.map((answer) => votes[answer]));
  return (alphaOf(counts) ?? 0) >= OTHERS_ALPHA;
}

function median(values: readonly number[]): number | null {
  return values.length > 0
    ? quantile(
        [...values].sort((a, b) => a - b),
        0.5,
      )
    : null;
}
