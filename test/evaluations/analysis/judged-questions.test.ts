import { expect, it } from 'vitest';
import { analyseStudy } from '../../../evaluations/analysis/analyse-study.ts';
import { judgedQuestions } from '../../../evaluations/analysis/judged-questions.ts';
import { readJudgedStudy } from '../../../evaluations/records/judged-study.ts';
import { judgedStore } from '../records/judged-store.ts';

it('gives each question’s outcome so that they count up to the report’s, excluded raters left out', () => {
  const exclude = { goldBelow: null, selfAgreementBelow: null, flags: ['left-clicker' as const] };
  for (const design of [{}, { exclude }]) {
    const store = judgedStore(
      { raters: ['Ada', 'Grace', 'Max'], choices: ['left', 'left', 'left', 'left', 'left', 'left', 'equal'] },
      { questions: 40, judgements: 2, ...design },
    );
    const judged = readJudgedStudy(store.records, store.study);
    const found = judgedQuestions(judged);
    const { pairs, raters } = analyseStudy(judged);
    const n = (...outcomes: string[]): number =>
      found.filter(({ outcome }) => outcomes.includes(outcome)).length;
    expect([n('a'), n('b'), n('equal', 'same'), n('inconclusive', 'unanswered'), n('same')]).toEqual([
      ...[pairs[0].win, pairs[0].lose, pairs[0].draw, pairs[0].inconclusive, pairs[0].drawsByConstruction],
    ]);
    const left = raters.filter(({ excluded }) => excluded === null).length;
    expect(Math.max(...found.map(({ votes }) => votes.a + votes.b + votes.equal), 0)).toBe(left);
    expect(found[0].runs).toEqual(['pinsage-1', 'visual-1']);
    store.remove();
  }
});
