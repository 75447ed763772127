import { expect, it } from 'vitest';
import { StudyDesign } from '../../../electron/contract/studies.ts';
import { consensus } from '../../../evaluations/analysis/consensus.ts';
import {
  consensusOptions,
  consensusWords,
  designFacts,
  questionsPerPair,
} from '../../../renderer/words/study-words.ts';

const design = (change: Partial<StudyDesign> = {}): StudyDesign =>
  StudyDesign.parse({
    ...{ name: 'x', title: '', runs: ['a1', 'b1'], trial: 'pair', k: 1 },
    ...{ questions: 100, judgements: 3, seed: 7, ...change },
  });
const says = (term: string, change: Partial<StudyDesign>): string | undefined =>
  designFacts(design(change)).find((fact) => fact.term === term)?.says;

it('tells an older design, which knows none of the options, by their defaults', () => {
  expect(Object.fromEntries(designFacts(design()).map(({ term, says }) => [term, says]))).toEqual({
    Shown: 'the first answer of each model',
    Questions: '100; queries drawn uniformly',
    Judgements: '3 per question; 2 of 3 must agree',
    Equal: 'one answer',
    Checks: 'no gold, repeated or practice questions',
    'Left out': 'nobody',
    Ends: 'when every judgement is there',
    'Raters read': 'the built-in instructions; no consent is asked for',
    Pauses: 'a break every 50 answers; instructions again after 60 minutes away',
    Seed: '7',
  });
});

it('tells what was chosen', () => {
  expect(says('Shown', { trial: 'lists', k: 5 })).toBe('lists of 5');
  expect(says('Equal', { trial: 'grade' })).toBeUndefined();
  expect(says('Checks', { gold: 1, repeats: 5, practice: 4 })).toBe(
    '1 gold question, 5 repeated with sides swapped, 4 to practise first',
  );
  expect(
    says('Left out', { exclude: { goldBelow: 0.8, selfAgreementBelow: null, flags: ['too-fast'] } }),
  ).toBe('raters under 80% right on gold questions; flagged too fast');
  expect(says('Raters read', { instructions: 'Look well.', consent: 'I agree to it.' })).toBe(
    'your instructions, 2 words; they agree to your text, 4 words, first',
  );
  expect(says('Pauses', { breakEvery: 0, gapMinutes: 0 })).toBe('no breaks; instructions once');
  expect(says('Version', { version: 2, revises: '0123456789abcdef' })).toBe(
    '2, in the place of 0123456789ab',
  );
});

it('counts questions by pair of models', () => {
  const of = (questions: number, runs: number) =>
    questionsPerPair({ questions, runs: Array.from({ length: runs }, (_, i) => `r${i}`) });
  expect(of(1200, 2)).toBe('1,200');
  expect(of(99, 3)).toBe('99, 33 for each of 3 pairs of models');
  expect(of(100, 3)).toBe('100, 33 or 34 for each of 3 pairs of models');
});

it('says of how many judgements must agree what the analysis takes as agreement', () => {
  for (const { value } of consensusOptions) {
    for (let judgements = 2; judgements <= 50; judgements++) {
      let least = 1;
      const decided = (a: number) =>
        // The rest spread over two answers, so that only `a` can reach the share.
        consensus({ a, b: 0, equal: judgements - a }, judgements, value) === 'a' && a > judgements - a;
      while (!decided(least)) least++;
      const expected =
        least === judgements ? `all ${judgements} must agree` : `${least} of ${judgements} must agree`;
      expect(consensusWords(value, judgements)).toBe(expected);
    }
  }
});
