/** What becomes of a question whose judgements fall independently of each other: a formula for raters who are all alike. */
import { type Consensus, consensus } from '../analysis/consensus.ts';

/** Outcome of a question by its votes for a and for b; the rest of the judgements are "equal". */
export type OutcomeTable = Exclude<Consensus, 'unanswered'>[][];

export function outcomeTable(judgements: number, share: number): OutcomeTable {
  return Array.from({ length: judgements + 1 }, (_, a) =>
    Array.from({ length: judgements + 1 - a }, (__, b) => {
      const outcome = consensus({ a, b, equal: judgements - a - b }, judgements, share);
      return outcome === 'unanswered' ? 'inconclusive' : outcome;
    }),
  );
}

/** As shares of the questions; they make 1. */
export interface OutcomeShares {
  win: number;
  lose: number;
  draw: number;
  inconclusive: number;
}

/**
 * Multinomial chances of a question's outcomes.
 * @param votes shares of the single judgements for either run
 * @param judgements of each question
 * @param share of them that must agree
 */
export function agreedShares(
  { win, lose }: { win: number; lose: number },
  judgements: number,
  share: number,
): OutcomeShares {
  const equal = Math.max(0, 1 - win - lose);
  const sum = { a: 0, b: 0, equal: 0, inconclusive: 0 };
  outcomeTable(judgements, share).forEach((row, a) =>
    row.forEach((outcome, b) => {
      const rest = judgements - a - b;
      const ways = choose(judgements, a) * choose(judgements - a, b);
      sum[outcome] += ways * win ** a * lose ** b * equal ** rest;
    }),
  );
  return { win: sum.a, lose: sum.b, draw: sum.equal, inconclusive: sum.inconclusive };
}

/** Binomial coefficient. */
function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}
