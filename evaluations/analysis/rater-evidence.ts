/** What is known of whether each rater looked, beside what is known of the others (blindness.ts). */
import { type Evidence, aboveChance } from './blindness.ts';
import type { Votes } from './consensus.ts';
import type { GoldAnswer, RepeatAnswer } from './judged-study.ts';
import { type Judgement, PREFERENCES } from './judgement.ts';
import { raterAgreement } from './rater-agreement.ts';
import type { Counted } from './rater-flags.ts';

export interface RatersAnswers {
  byRater: ReadonlyMap<string, readonly Judgement[]>;
  /** Of all of them, by question. */
  votes: ReadonlyMap<string, Votes>;
  goldOf: ReadonlyMap<string, readonly GoldAnswer[]>;
  repeatsOf: ReadonlyMap<string, readonly RepeatAnswer[]>;
}

/** Fewer shared questions than this say nothing about agreement. */
const ENOUGH = 20;
/** Of the gold questions, somebody who does not look gets half right, or less where they say "equal". */
const GOLD_CHANCE = 0.5;

/** Of each rater; empty where nothing could tell. */
export function raterEvidence(answers: RatersAnswers): Map<string, Evidence[]> {
  const gold = new Map<string, Own>();
  const same = new Map<string, Own>();
  for (const [rater, own] of answers.byRater) {
    const known = aboveChance(goldCount(answers.goldOf.get(rater) ?? []), GOLD_CHANCE);
    if (known) gold.set(rater, known);
    const steady = aboveChance(sameCount(answers.repeatsOf.get(rater) ?? []), sameByChance(own));
    if (steady) same.set(rater, steady);
  }
  return new Map(
    [...answers.byRater.keys()].map((rater) => [
      rater,
      [agreementOf(rater, answers), beside(rater, gold), beside(rater, same)].flatMap((one) => one ?? []),
    ]),
  );
}

export const goldCount = (answers: readonly GoldAnswer[]): Counted => ({
  count: answers.filter(({ right }) => right).length,
  of: answers.length,
});

export const sameCount = (answers: readonly RepeatAnswer[]): Counted => ({
  count: answers.filter(({ first, again }) => first === again).length,
  of: answers.length,
});

type Own = Pick<Evidence, 'above' | 'deviation'>;

/** One rater's own beside the mean of the others'; null where either is missing. */
function beside(rater: string, all: ReadonlyMap<string, Own>): Evidence | null {
  const own = all.get(rater);
  const others = [...all].flatMap(([other, { above }]) => (other === rater ? [] : [above]));
  if (!own || others.length === 0) return null;
  const mean = others.reduce((sum, above) => sum + above, 0) / others.length;
  return { ...own, others: mean, heard: others.length };
}

/** How often the same answer comes twice from somebody who gives answers as often as this rater, blindly. */
function sameByChance(own: readonly Judgement[]): number {
  return PREFERENCES.reduce((sum, answer) => {
    const share = own.filter(({ preference }) => preference === answer).length / own.length;
    return sum + share * share;
  }, 0);
}

/** Agreement with the others, beside how far above chance they agree with each other without this rater. */
function agreementOf(rater: string, { byRater, votes }: RatersAnswers): Evidence | null {
  const { shared, observed, byChance, deviation } = raterAgreement(byRater.get(rater)!, votes);
  if (observed === null || byChance === null || shared < ENOUGH) return null;
  const rest = new Map(votes);
  for (const { question, preference } of byRater.get(rater)!) {
    const of = rest.get(question)!;
    rest.set(question, { ...of, [preference]: of[preference] - 1 });
  }
  const others = [...byRater].flatMap(([other, own]) => {
    if (other === rater) return [];
    const among = raterAgreement(own, rest);
    return among.observed === null || among.byChance === null ? [] : [among.observed - among.byChance];
  });
  if (others.length === 0) return null;
  const mean = others.reduce((sum, above) => sum + above, 0) / others.length;
  const heard = others.length * (others.length - 1);
  return { above: observed - byChance, others: mean, deviation, heard };
}
