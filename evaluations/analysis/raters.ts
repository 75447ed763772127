import { quantile } from '../interval.ts';
import type { Votes } from './consensus.ts';
import { goldRight } from './gold.ts';
import type { GoldAnswer, RepeatAnswer } from './judged-study.ts';
import type { Judgement } from './judgement.ts';
import { raterAgreement } from './rater-agreement.ts';
import { type Counted, type RaterFlag, raterFlags } from './rater-flags.ts';
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
    const othersAboveChance = aboveChanceWithout(rater, byRater, votes);
    const gold = known.gold?.filter((answer) => answer.rater === rater) ?? [];
    const repeats = known.repeats?.filter((answer) => answer.rater === rater) ?? [];
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
        ...{ answers: own.length, sides, agreement, othersAboveChance, medianMs },
        gold: counted(gold, ({ right }) => right),
        same: counted(repeats, ({ first, again }) => first === again),
      }),
    };
  });
}

const counted = <T>(answers: readonly T[], is: (answer: T) => boolean): Counted => ({
  count: answers.filter(is).length,
  of: answers.length,
});

/** Mean over the other raters of how far above chance they agree with each other; null where nobody shares a question. */
function aboveChanceWithout(
  rater: string,
  byRater: ReadonlyMap<string, readonly Judgement[]>,
  votes: ReadonlyMap<string, Votes>,
): number | null {
  const others = new Map(votes);
  for (const { question, preference } of byRater.get(rater)!) {
    const of = others.get(question)!;
    others.set(question, { ...of, [preference]: of[preference] - 1 });
  }
  let sum = 0;
  let raters = 0;
  for (const [other, own] of byRater) {
    if (other === rater) continue;
    const { observed, byChance } = raterAgreement(own, others);
    if (observed === null || byChance === null) continue;
    sum += observed - byChance;
    raters++;
  }
  return raters > 0 ? sum / raters : null;
}

function median(values: readonly number[]): number | null {
  return values.length > 0
    ? quantile(
        [...values].sort((a, b) => a - b),
        0.5,
      )
    : null;
}
