import type { JudgedStudy } from '../../../evaluations/analysis/judged-study.ts';
import type { Judgement, Preference } from '../../../evaluations/analysis/judgement.ts';
import type { Question } from '../../../evaluations/design/question.ts';
import { raterPlan } from '../../../evaluations/design/rater-plan.ts';
import { completeDesign } from '../../../evaluations/design/study-design.ts';

const item = (id: string): Question['query'] => ({ id, title: id, picture: null });

export function question(id: string, draw = false): Question {
  return {
    ...{ question: id, kind: 'trial', of: null, pair: ['a', 'b'], graded: null, expected: null },
    ...{ query: item(`query ${id}`), a: [item('x')], b: [item(draw ? 'x' : 'y')], draw },
    ...{ stratum: null, weight: 1 },
  };
}

/**
 * A study with one row of `answers` per question that is shown: one letter per rater, `a`, `b`, `=` for equal or `.`
 * for none; and `draws` questions more, which are draws by construction.
 */
export function judgedStudy(answers: readonly string[], { wanted = 3, draws = 0 } = {}): JudgedStudy {
  const preferences: Record<string, Preference> = { a: 'a', b: 'b', '=': 'equal' };
  const shown = answers.map(() => ({ kind: 'trial' as const, of: null }));
  const plans = [...(answers[0] ?? '')].map((_, rater) => raterPlan(shown, rater, 1));
  const judgements = answers.flatMap((row, q) =>
    [...row].flatMap((letter, rater): Judgement[] => {
      if (letter === '.') return [];
      const sideOfA = plans[rater].sideOfA(q);
      return [
        { question: `q${q}`, rater: `rater ${rater}`, preference: preferences[letter], sideOfA, ms: 2000 },
      ];
    }),
  );
  return {
    study: 'study',
    state: 'open',
    hash: 'hash',
    intact: true,
    design: completeDesign({
      ...{ name: 'study', title: 'Study', runs: ['pinsage', 'visual'], trial: 'pair', k: 1 },
      ...{ questions: answers.length + draws, judgements: wanted, seed: 1 },
    }),
    arms: [arm('a', 'pinsage'), arm('b', 'visual')],
    questions: [
      ...answers.map((_, q) => question(`q${q}`)),
      ...Array.from({ length: draws }, (_, d) => question(`d${d}`, true)),
    ],
    judgements,
    gold: [],
    repeats: [],
  };
}

const arm = (of: 'a' | 'b', run: string): JudgedStudy['arms'][number] => ({
  ...{ arm: of, run, preset: run, checkpoint: of, lineage: null },
});
