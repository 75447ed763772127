import type { RaterFlag } from '../design/rater-flag.ts';
import { quantile } from '../interval.ts';
import type { Votes } from './consensus.ts';
import { goldRight } from './gold.ts';
import type { GoldAnswer, RepeatAnswer } from './judged-study.ts';
import type { Judgement } from './judgement.ts';
import { raterAgreement } from './rater-agreement.ts';
import { goldCount, raterEvidence, sameCount } from './rater-evidence.ts';
import { raterFlags } from './rater-flags.ts';
import { selfAgreement } from './self-agreement.ts';
import { sideCounts } from './side-preference.ts';
import type { Uncertain } from './uncertain.ts';

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
  /** Share of the questions with a known answer that were answered right. */
  gold_right: Uncertain;
  /** Share of the repeated questions answered as before, and with the side of before instead. */
  self_agreement: Uncertain;
  side_switch: Uncertain;
  flags: RaterFlag[];
}

/**
 * One summary for each rater of `judgements`, in the order in which they first come.
 * @param known answers to questions with a known answer and to repeated ones, of these raters and others
 */
export function summariseRaters(
  judgements: readonly Judgement[],
  votes: ReadonlyMap<string, Votes>,
  known: { gold?: readonly GoldAnswer[]; repeats?: readonly RepeatAnswer[] } = {},
): RaterSummary[] {
  const byRater = groupByRater(judgements);
  const goldOf = groupByRater(known.gold ?? []);
  const repeatsOf = groupByRater(known.repeats ?? []);
  const evidence = raterEvidence({ byRater, votes, goldOf, repeatsOf });
  return [...byRater].map(([rater, own]) => {
    const sides = sideCounts(own);
    const decided = sides.left + sides.right;
    const agreement = raterAgreement(own, votes);
    const medianMs = median(own.flatMap(({ ms }) => ms ?? []));
    const gold = goldOf.get(rater) ?? [];
    const repeats = repeatsOf.get(rater) ?? [];
    const { same, side_switch } = selfAgreement(repeats);
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
      gold_right: goldRight(gold),
      self_agreement: same,
      side_switch,
      flags: raterFlags({
        ...{ answers: own.length, sides, medianMs, evidence: evidence.get(rater)! },
        ...{ gold: goldCount(gold), same: sameCount(repeats) },
      }),
    };
  });
}

function groupByRater<T extends { rater: string }>(answers: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const answer of answers) {
    const own = groups.get(answer.rater);
    if (own) own.push(answer);
    else groups.set(answer.rater, [answer]);
  }
  return groups;
}

function median(values: readonly number[]): number | null {
  return values.length > 0
    ? quantile(
        [...values].sort((a, b) => a - b),
        0.5,
      )
    : null;
}
