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
}

/**
 * @param own judgements of one rater
 * @param votes by question, of all raters, this one included
 */
export function raterAgreement(own: readonly Judgement[], votes: ReadonlyMap<string, Votes>): RaterAgreement {
  let shared = 0;
  let observed = 0;
  const chosen = { a: 0, b: 0, equal: 0 };
  const others = { a: 0, b: 0, equal: 0 };
  for (const { question, preference } of own) {
    const { a, b, equal } = votes.get(question)!;
    const rest = { a, b, equal };
    rest[preference]--;
    const count = rest.a + rest.b + rest.equal;
    if (count === 0) continue;
    shared++;
    observed += rest[preference] / count;
    chosen[preference]++;
    for (const answer of PREFERENCES) others[answer] += rest[answer] / count;
  }
  if (shared === 0) return { shared, observed: null, byChance: null };
  const byChance = PREFERENCES.reduce(
    (sum, answer) => sum + (chosen[answer] * others[answer]) / shared ** 2,
    0,
  );
  return { shared, observed: observed / shared, byChance };
}
