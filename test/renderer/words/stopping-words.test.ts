import { expect, it } from 'vitest';
import { judgementsInWords } from '../../../renderer/words/stopping-words.ts';
import { study } from '../fixtures.ts';

const words = (gold: number, repeats: number, judgements = 390): string => {
  const { design } = study('study-1');
  return judgementsInWords(study('study-1', { judgements, design: { ...design, gold, repeats } }));
};

it.each([
  [0, 0, '390 of 507 judgements'],
  [4, 0, '390 of 507 judgements, gold questions among them'],
  [0, 6, '390 of 507 judgements, repeated questions among them'],
  [4, 6, '390 of 507 judgements, gold and repeated questions among them'],
])('with %i gold and %i repeated questions says what it counts', (gold, repeats, said) => {
  expect(words(gold, repeats)).toBe(said);
});

it('says that more were given than the design asks for', () => {
  expect(words(0, 0, 600)).toBe('600 judgements, of which the design asks for 507');
});

it('counts grades where they are given one at a time', () => {
  const { design } = study('study-1');
  const graded = study('study-1', { judgements: 3, wanted: 30, design: { ...design, trial: 'grade' } });
  expect(judgementsInWords(graded)).toBe('3 of 30 grades');
});
