/** How far one rater agrees with the others, against what chance alone would give. */
import type { Votes } from './consensus.ts';
import { type Judgement, PREFERENCES } from './judgement.ts';

export interface RaterAgreement {
  /** This rater's judgements of questions that others judged too. */
  shared: number;
  /** Mean, over them, of the share of the others who chose the same; null without any. */
  observed: number | null;
  /** What `observed` would be if the rater chose blindly, as often a, b and equal as they did. */
  byChance: number | null;
  /** Standard deviation of `observed` if they chose so, with the others' answers as they are. */
  deviation: number;
}

/**
 * @param own judgements of one rater
 * @param votes by question, of all raters, this one included
 */
export function raterAgreement(own: readonly Judgement[], votes: ReadonlyMap<string, Votes>): RaterAgreement {
  const chosen = { a: 0, b: 0, equal: 0 };
  const others: Votes[] = [];
  let observed = 0;
  for (const { question, preference } of own) {
    const rest = { ...votes.get(question)! };
    rest[preference]--;
    const count = rest.a + rest.b + rest.equal;
    if (count === 0) continue;
    for (const answer of PREFERENCES) rest[answer] /= count;
    observed += rest[preference];
    chosen[preference]++;
    others.push(rest);
  }
  const shared = others.length;
  if (shared === 0) return { shared, observed: null, byChance: null, deviation: 0 };
  let byChance = 0;
  let variance = 0;
  for (const rest of others) {
    const moment = (power: number): number =>
      PREFERENCES.reduce((sum, answer) => sum + (chosen[answer] / shared) * rest[answer] ** power, 0);
    byChance += moment(1);
    variance += moment(2) - moment(1) ** 2;
  }
  return {
    shared,
    observed: observed / shared,
    byChance: byChance / shared,
    deviation: Math.sqrt(Math.max(0, variance)) / shared,
  };
}
