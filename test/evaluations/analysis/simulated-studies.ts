import type { Vote } from '../../../evaluations/analysis/analyse-votes.ts';
import { consensus } from '../../../evaluations/analysis/consensus.ts';
import { type Random, random, shuffle } from '../../../evaluations/random.ts';

/** Raters and queries differ, in log odds, by normal tastes and difficulties of these standard deviations. */
export interface Population {
  share: number;
  raters: number;
  queries: number;
  tastes: number;
  difficulties: number;
  ties: number;
}

const chance = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

/** Every rater judges every query; in any order. */
export function judged(
  { share, raters, queries, tastes, difficulties, ties }: Population,
  rng: Random,
): Vote[] {
  const middle = Math.log(share / (1 - share));
  const draw = (count: number, spread: number) => Array.from({ length: count }, () => spread * rng.normal());
  const [taste, difficulty] = [draw(raters, tastes), draw(queries, difficulties)];
  const votes = taste.flatMap((t, r) =>
    difficulty.map((d, q): Vote => {
      const preference = rng.next() < ties ? 'equal' : rng.next() < chance(middle + t + d) ? 'a' : 'b';
      const question = `q${q}`;
      return {
        question,
        query: question,
        rater: `r${r}`,
        a: 'A',
        b: 'B',
        preference,
        sideOfA: null,
        ms: null,
      };
    }),
  );
  return shuffle(votes, rng);
}

/** Share of wins over all queries and raters that there could be, from 40,000 questions with raters of their own. */
export function truth({ share, raters, tastes, difficulties, ties }: Population): number {
  const rng = random(1, 'truth');
  const middle = Math.log(share / (1 - share));
  const count = { a: 0, b: 0, equal: 0, inconclusive: 0, unanswered: 0 };
  for (let question = 0; question < 40_000; question++) {
    const difficulty = difficulties * rng.normal();
    const votes = { a: 0, b: 0, equal: 0 };
    for (let r = 0; r < raters; r++) {
      if (rng.next() < ties) votes.equal++;
      else votes[rng.next() < chance(middle + difficulty + tastes * rng.normal()) ? 'a' : 'b']++;
    }
    count[consensus(votes, 1)]++;
  }
  return count.a / (count.a + count.b);
}
