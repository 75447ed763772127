import { expect, it } from 'vitest';
import { feedbackInWords, type Session } from '../../../renderer/words/rater-words.ts';

it.each([
  ['pair', 'the left one is more related.'],
  ['lists', 'the left list is more related.'],
] as const)('calls what is shown in a trial of kind "%s" what it is', (trial, words) => {
  const session: Session = { trial, equal: 'one' };
  expect(feedbackInWords(session, { right: true, accepted: ['left'] })).toBe(words);
});
