/**
 * What the raters of a question say together (PinSage, section 4.3): the answer that at least 2/3 of them gave;
 * inconclusive without one.
 */
import type { Judgement, Preference } from './judgement.ts';

/** How many raters gave each answer to one question. */
export type Votes = Record<Preference, number>;

/** `unanswered`: fewer judgements than the design asks for, so that the question is not judged yet. */
export type Consensus = Preference | 'inconclusive' | 'unanswered';

/** Votes by question, for the questions that have any. */
export function votesByQuestion(judgements: readonly Judgement[]): Map<string, Votes> {
  const votes = new Map<string, Votes>();
  for (const { question, preference } of judgements) {
    const ofQuestion = votes.get(question) ?? { a: 0, b: 0, equal: 0 };
    ofQuestion[preference]++;
    votes.set(question, ofQuestion);
  }
  return votes;
}

/**
 * @param wanted judgements that the design asks for, of each question
 * @param share of the judgements that must agree
 */
export function consensus(votes: Votes | undefined, wanted: number, share = 2 / 3): Consensus {
  const total = votes ? votes.a + votes.b + votes.equal : 0;
  if (!votes || total === 0 || total < wanted) return 'unanswered';
  const most = Math.max(votes.a, votes.b, votes.equal);
  if (most < share * total - 1e-9) return 'inconclusive';
  // Up to one half, two answers may have as many: then neither has won.
  const [agreed, ...others] = (['a', 'b', 'equal'] as const).filter((answer) => votes[answer] === most);
  return others.length > 0 ? 'inconclusive' : agreed;
}
