import { votesByQuestion } from '../../../evaluations/analysis/consensus.ts';
import type { GoldAnswer, RepeatAnswer } from '../../../evaluations/analysis/judged-study.ts';
import type { Judgement, Preference } from '../../../evaluations/analysis/judgement.ts';
import type { RaterFlag } from '../../../evaluations/design/rater-flag.ts';
import { summariseRaters } from '../../../evaluations/analysis/raters.ts';
import { raterPlan } from '../../../evaluations/design/rater-plan.ts';
import { type Random, random } from '../../../evaluations/random.ts';

/** A study of raters who say the truth, a or b, so often and else the opposite, with or without one who does not look. */
export interface Planted {
  raters: number;
  questions: number;
  /** Of those who look: on comparisons, and on gold questions. */
  accuracy: number;
  goldAccuracy?: number;
  gold?: number;
  repeats?: number;
  /** What the first rater does. */
  clicker: 'none' | 'random' | 'random without equal' | 'left';
}

const ANSWERS = ['a', 'b', 'equal'] as const;

export interface PlantedAnswers {
  judgements: Judgement[];
  gold: GoldAnswer[];
  repeats: RepeatAnswer[];
}

/** Judgements rater by rater; `rater 0` is the one who is planted. */
export function plantedStudy(of: Planted, seed: number): PlantedAnswers {
  const { raters, questions, accuracy, goldAccuracy = accuracy, gold = 0, repeats = 0, clicker } = of;
  const rng = random(seed, JSON.stringify(of));
  const side = (): 'a' | 'b' => ANSWERS[rng.below(2)] as 'a' | 'b';
  const truths = Array.from({ length: questions }, side);
  const shown = truths.map(() => ({ kind: 'trial' as const, of: null }));
  const judgements: Judgement[] = [];
  const golds: GoldAnswer[] = [];
  const again: RepeatAnswer[] = [];
  for (let r = 0; r < raters; r++) {
    const rater = `rater ${r}`;
    const { sideOfA } = raterPlan(shown, r, seed);
    const answer = r === 0 && clicker !== 'none' ? clickerOf(clicker, rng) : lookerOf(rng);
    const own = truths.map((truth, q): Judgement => {
      const on = sideOfA(q);
      return {
        question: `q${q}`,
        rater,
        preference: answer(truth, on === 'left', accuracy),
        sideOfA: on,
        ms: 2000,
      };
    });
    judgements.push(...own);
    for (let g = 0; g < gold; g++) {
      const expected = side();
      const right = answer(expected, rng.next() < 0.5, goldAccuracy) === expected;
      golds.push({ question: `g${g}`, rater, right });
    }
    for (const { question, preference, sideOfA: on } of own.slice(0, repeats)) {
      const truth = truths[Number(question.slice(1))];
      again.push({ question, rater, first: preference, again: answer(truth, on !== 'left', accuracy) });
    }
  }
  return { judgements, gold: golds, repeats: again };
}

/** Flags by rater; the first is the one who is planted. */
function plantedFlags(of: Planted, seed: number): RaterFlag[][] {
  const { judgements, ...known } = plantedStudy(of, seed);
  return summariseRaters(judgements, votesByQuestion(judgements), known).map(({ flags }) => flags);
}

type Answer = (truth: 'a' | 'b', aIsLeft: boolean, accuracy: number) => Preference;

const lookerOf =
  (rng: Random): Answer =>
  (truth, _, accuracy) =>
    rng.next() < accuracy ? truth : truth === 'a' ? 'b' : 'a';

const clickerOf =
  (clicker: Planted['clicker'], rng: Random): Answer =>
  (_, aIsLeft) =>
    clicker === 'left' ? (aIsLeft ? 'a' : 'b') : ANSWERS[rng.below(clicker === 'random' ? 3 : 2)];

/** Share of the studies whose planted rater is flagged, and share of the others who are. */
export function flagRates(of: Planted, studies: number): { planted: number; honest: number } {
  let [planted, honest] = [0, 0];
  for (let seed = 0; seed < studies; seed++) {
    const [first, ...others] = plantedFlags(of, seed).map((flags) => flags.length > 0);
    planted += Number(first);
    honest += others.filter(Boolean).length;
  }
  return { planted: planted / studies, honest: honest / studies / (of.raters - 1) };
}
