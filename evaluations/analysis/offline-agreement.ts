/**
 * Did offline metrics and people say the same? Of each question there is the difference of an offline metric between the
 * two runs (such as the reciprocal rank of the best labelled positive) and what its raters preferred. Per slice of the
 * queries: how often both point the same way, and Goodman and Kruskal's gamma (1954, section 6) between the two,
 *
 *   gamma = (concordant - discordant) / (concordant + discordant)   over pairs of questions that differ in both
 *
 * with the asymptotic standard error of Goodman and Kruskal (1963), as in Agresti (2010, eq. 7.4).
 */
import { Z95 } from '../interval.ts';
import type { Preference } from './judgement.ts';
import { shareOf } from './self-agreement.ts';
import { type Uncertain, undefinedBecause } from './uncertain.ts';

export interface OfflinePreference {
  /** Metric of a minus that of b; null where no label says anything about the query. */
  difference: number | null;
  /** Of the raters together; null where they did not agree, or were not asked. */
  preference: Preference | null;
  slice: string;
}

export interface OfflineAgreement {
  slice: string;
  questions: number;
  /** Questions of which either says who is better: the others cannot agree or disagree. */
  decided: number;
  /** Of those, the share where both name the same run; Wilson's interval. */
  same: Uncertain;
  gamma: Uncertain;
}

export const ALL_SLICES = 'all queries';

/** All questions together first, then slice by slice in the order in which they first come. */
export function offlineAgreement(questions: readonly OfflinePreference[]): OfflineAgreement[] {
  const slices = [...new Set(questions.map(({ slice }) => slice))];
  return [
    agreementOf(ALL_SLICES, questions),
    ...slices.map((slice) =>
      agreementOf(
        slice,
        questions.filter((question) => question.slice === slice),
      ),
    ),
  ];
}

function agreementOf(slice: string, questions: readonly OfflinePreference[]): OfflineAgreement {
  const judged = questions.flatMap(({ difference, preference }) =>
    difference === null || preference === null ? [] : [{ difference, liked: LIKED[preference] }],
  );
  const decided = judged.filter(({ difference, liked }) => difference !== 0 && liked !== 0);
  const same = decided.filter(({ difference, liked }) => difference > 0 === liked > 0);
  return {
    ...{ slice, questions: questions.length, decided: decided.length },
    same: shareOf(
      same.length,
      decided.length,
      'of no question both the labels and the raters name a better run',
    ),
    gamma: gammaOf(judged),
  };
}

const LIKED = { a: 1, equal: 0, b: -1 } as const;

interface Judged {
  difference: number;
  liked: -1 | 0 | 1;
}

function gammaOf(judged: readonly Judged[]): Uncertain {
  let [concordant, discordant] = [0, 0];
  // Of each question: the others that it is concordant, and discordant, with.
  const own = judged.map((one) => {
    let [agree, differ] = [0, 0];
    for (const other of judged) {
      const sign = Math.sign(one.difference - other.difference) * (one.liked - other.liked);
      if (sign > 0) agree++;
      else if (sign < 0) differ++;
    }
    concordant += agree;
    discordant += differ;
    return { agree, differ };
  });
  const both = concordant + discordant;
  if (both === 0)
    return undefinedBecause('no two questions differ both in the metric and in what raters preferred');
  const value = (concordant - discordant) / both;
  const squares = own.reduce(
    (sum, { agree, differ }) => sum + (discordant * agree - concordant * differ) ** 2,
    0,
  );
  const half = (Z95 * 4 * Math.sqrt(squares)) / both ** 2;
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}
