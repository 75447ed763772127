/**
 * One simulated study whose raters and queries differ, and what its verdict would be.
 *
 *   preference for a = middle + taste of the rater + lean of the query,  tastes and leans normal with mean 0
 *
 * What a rater answers follows from the preference by the kind of trial (`choiceBetween`, `comparedGrades`). The verdict is the real one: consensus, the exact sign test and the clustered interval
 * of share-of-wins.ts, here over arrays, because a plan asks for thousands of studies
 * (test/evaluations/design/clustered-power.test.ts holds the two to the same figures).
 */
import { type Variance, clusteredInterval } from '../analysis/clustered-share.ts';
import { signTest } from '../analysis/sign-test.ts';
import { type Random, shuffle } from '../random.ts';
import type { OutcomeTable } from './agreed-shares.ts';
import { HALF_GRADE } from './grade-difference.ts';

export interface Population {
  /** Preference of an average rater about an average query. */
  middle: number;
  answer: AnswerLaw;
  raters: number;
  /** Different raters for each question. */
  judgements: number;
  /** Standard deviations of the preference. */
  raterSd: number;
  querySd: number;
}

/** What a rater with this preference for a answers: 0 for a, 1 for b, 2 for equal. */
export type AnswerLaw = (preference: number, rng: Random) => 0 | 1 | 2;

/** Pairs and lists: the preference is the log odds of a vote for a; "equal" comes by chance alone, with this share. */
export function choiceBetween(equal: number): AnswerLaw {
  return (preference, rng) => {
    if (equal > 0 && rng.next() < equal) return 2;
    return rng.next() * (1 + Math.exp(-preference)) < 1 ? 0 : 1;
  };
}

/** Grades: the preference is the mean difference of the two grades, around which single ones have this deviation. */
export function comparedGrades(sd: number): AnswerLaw {
  return (preference, rng) => {
    const difference = preference + sd * rng.normal();
    return difference >= HALF_GRADE ? 0 : difference < -HALF_GRADE ? 1 : 2;
  };
}

/** Votes by question, `judgements` to each: raters, and 0 for a, 1 for b, 2 for equal. */
export interface SimulatedVotes {
  rater: Uint16Array;
  answer: Uint8Array;
}

/** Raters take questions in turn. With the same generator, more questions only add to fewer. */
export function simulateVotes(of: Population, questions: number, rng: Random): SimulatedVotes {
  const { middle, answer: law, raters, judgements, raterSd, querySd } = of;
  const taste = Float64Array.from({ length: raters }, () => middle + raterSd * rng.normal());
  const turn = shuffle(
    Uint16Array.from({ length: raters }, (_, r) => r),
    rng,
  );
  const rater = new Uint16Array(questions * judgements);
  const answer = new Uint8Array(questions * judgements);
  for (let q = 0, at = 0; q < questions; q++) {
    const lean = querySd > 0 ? querySd * rng.normal() : 0;
    for (let j = 0; j < judgements; j++, at++) {
      rater[at] = turn[at % raters];
      answer[at] = law(taste[rater[at]] + lean, rng);
    }
  }
  return { rater, answer };
}

export interface SimulatedResult {
  win: number;
  lose: number;
  draw: number;
  inconclusive: number;
  /** Of the sign test; null where nothing was decided. */
  p: number | null;
  low: number | null;
  high: number | null;
}

export function analyseVotes(
  { rater, answer }: SimulatedVotes,
  { judgements, raters }: Pick<Population, 'judgements' | 'raters'>,
  outcomes: OutcomeTable,
): SimulatedResult {
  const count = { a: 0, b: 0, equal: 0, inconclusive: 0 };
  const [won, given] = [new Float64Array(raters), new Float64Array(raters)];
  // Of a rater: how often a vote turned from b to a turns the question to a, and away from b.
  const [gained, kept] = [new Float64Array(raters), new Float64Array(raters)];
  for (let at = 0; at < answer.length; at += judgements) {
    let [a, b] = [0, 0];
    for (let j = 0; j < judgements; j++) {
      a += Number(answer[at + j] === 0);
      b += Number(answer[at + j] === 1);
    }
    count[outcomes[a][b]]++;
    for (let j = 0; j < judgements; j++) {
      const vote = answer[at + j];
      if (vote === 2) continue;
      const of = rater[at + j];
      given[of]++;
      won[of] += 1 - vote;
      const [asA, asB] =
        vote === 0 ? [outcomes[a][b], outcomes[a - 1][b + 1]] : [outcomes[a + 1][b - 1], outcomes[a][b]];
      gained[of] += Number(asA === 'a') - Number(asB === 'a');
      kept[of] += Number(asB === 'b') - Number(asA === 'b');
    }
  }
  const { a: win, b: lose, equal: draw, inconclusive } = count;
  const decided = win + lose;
  if (decided === 0) return { win, lose, draw, inconclusive, p: null, low: null, high: null };
  const share = win / decided;
  const carried = gained.reduce((sum, g, r) => sum + (g * (1 - share) + kept[r] * share) ** 2, 0);
  const { taste, from } = tastes(won, given);
  const variance: Variance = {
    own: win * (1 - share) ** 2 + lose * share ** 2,
    ...{ ofQueries: 0, fromQueries: 0 },
    ...{ ofRaters: taste * carried, fromRaters: from * carried },
    ...{ votes: decided, count: decided, even: decided, queries: decided },
    raters: given.reduce((sum, n) => sum + Number(n > 0), 0),
  };
  const { low, high } = clusteredInterval(share, variance);
  return { win, lose, draw, inconclusive, p: signTest(win, lose), low, high };
}

/** Covariance of two votes of one rater: `tasteCovariance` of share-of-wins.ts where no query comes twice. */
function tastes(won: Float64Array, given: Float64Array): { taste: number; from: number } {
  let [wins, votes, pairs, raters] = [0, 0, 0, 0];
  given.forEach((n, r) => {
    wins += won[r];
    votes += n;
    pairs += n * n;
    raters += Number(n > 0);
  });
  if (pairs === votes || votes < 2) return { taste: 0, from: 0 };
  const share = wins / votes;
  const alone = ((wins * (1 - share) ** 2 + (votes - wins) * share ** 2) * votes) / (votes - 1);
  const squares = given.reduce((sum, n, r) => sum + (won[r] - share * n) ** 2, 0);
  const between = raters > 1 ? (squares * raters) / (raters - 1) : 0;
  return { taste: Math.max(0, between - alone) / (pairs - votes), from: between / (pairs - votes) };
}
