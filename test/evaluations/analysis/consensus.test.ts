import { describe, expect, it } from 'vitest';
import { type Consensus, consensus, votesByQuestion } from '../../../evaluations/analysis/consensus.ts';
import { countOutcomes } from '../../../evaluations/analysis/outcomes.ts';
import { random } from '../../../evaluations/random.ts';
import { judgedStudy } from './judged-study.ts';

describe('consensus', () => {
  const cases: [a: number, b: number, equal: number, wanted: number, expected: Consensus][] = [
    [2, 1, 0, 3, 'a'],
    [1, 2, 0, 3, 'b'],
    [0, 1, 2, 3, 'equal'],
    [1, 1, 1, 3, 'inconclusive'],
    [2, 0, 0, 3, 'unanswered'],
    [0, 0, 0, 1, 'unanswered'],
    [1, 0, 0, 1, 'a'],
    [1, 1, 0, 2, 'inconclusive'],
    [1, 0, 1, 2, 'inconclusive'],
    [3, 2, 0, 5, 'inconclusive'],
    [4, 1, 0, 5, 'a'],
    [4, 2, 0, 6, 'a'],
    [2, 1, 1, 3, 'inconclusive'],
    [3, 1, 0, 3, 'a'],
  ];
  it.each(cases)('%i for a, %i for b, %i equal of %i wanted: %s', (a, b, equal, wanted, expected) => {
    expect(consensus({ a, b, equal }, wanted)).toBe(expected);
  });

  it.each([
    [3, 2, 0, 2 / 3, 'inconclusive'],
    [3, 2, 0, 0.6, 'a'],
    [3, 2, 0, 0.51, 'a'],
    [9, 0, 1, 0.9, 'a'],
    [2, 0, 0, 1, 'a'],
    [6, 1, 0, 1, 'inconclusive'],
    // Up to one half no answer wins by being named first.
    [1, 1, 0, 0.5, 'inconclusive'],
    [2, 2, 1, 0.4, 'inconclusive'],
    [2, 3, 0, 0.4, 'b'],
  ] as const)('%i for a, %i for b, %i equal, of which %d must agree: %s', (a, b, equal, share, expected) => {
    expect(consensus({ a, b, equal }, 1, share)).toBe(expected);
  });

  it('of a question that nobody has judged is unanswered', () => {
    expect(consensus(undefined, 1)).toBe('unanswered');
  });
});

describe('countOutcomes', () => {
  it('always sums to the questions', () => {
    const rng = random(2);
    for (let trial = 0; trial < 200; trial++) {
      const rows = Array.from({ length: rng.below(30) }, () =>
        Array.from({ length: 4 }, () => 'ab=.'[rng.below(4)]).join(''),
      );
      const wanted = 1 + rng.below(4);
      const { questions, judgements } = judgedStudy(rows, { draws: rng.below(5) });
      const counted = countOutcomes(questions, votesByQuestion(judgements), wanted);
      expect(counted.win + counted.lose + counted.draw + counted.inconclusive).toBe(questions.length);
      expect(counted.unanswered).toBeLessThanOrEqual(counted.inconclusive);
    }
  });

  it('counts draws by construction as draws and open questions as inconclusive', () => {
    const { questions, judgements } = judgedStudy(['aaa', 'bab', '===', 'ab=', 'aa.'], { draws: 2 });
    expect(countOutcomes(questions, votesByQuestion(judgements), 3)).toEqual({
      questions: 7,
      win: 1,
      lose: 1,
      draw: 3,
      inconclusive: 2,
      unanswered: 1,
      drawsByConstruction: 2,
    });
  });
});
