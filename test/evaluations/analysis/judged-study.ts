import type { JudgedStudy } from '../../../evaluations/analysis/judged-study.ts';
import type { Judgement, Preference } from '../../../evaluations/analysis/judgement.ts';
import type { Question } from '../../../evaluations/design/question.ts';
import { raterPlan } from '../../../evaluations/design/rater-plan.ts';

const item = (id: string): Question['query'] => ({ id, title: id, picture: null });

export function question(id: string, draw = false): Question {
  return { question: id, query: item(`query ${id}`), a: [item('x')], b: [item(draw ? 'x' : 'y')], draw };
}

/**
 * A study with one row of `answers` per question that is shown: one letter per rater, `a`, `b`, `=` for equal or `.`
 * for none; and `draws` questions more, which are draws by construction.
 */
export function judgedStudy(answers: readonly string[], { wanted = 3, draws = 0 } = {}): JudgedStudy {
  const preferences: Record<string, Preference> = { a: 'a', b: 'b', '=': 'equal' };
  const plans = [...(answers[0] ?? '')].map((_, rater) => raterPlan(answers.length, rater, 1));
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
    arms: { a: 'pinsage', b: 'visual' },
    wanted,
    seed: 1,
    questions: [
      ...answers.map((_, q) => question(`q${q}`)),
      ...Array.from({ length: draws }, (_, d) => question(`d${d}`, true)),
    ],
    judgements,
  };
}
