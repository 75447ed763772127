/** The comparisons of a study one by one, with what the raters who count said of each. */
import type { Question } from '../design/question.ts';
import { type Consensus, type Votes, consensus, votesByQuestion } from './consensus.ts';
import { excludedRaters } from './exclude-raters.ts';
import type { JudgedStudy } from './judged-study.ts';
import { summariseRaters } from './raters.ts';

export interface JudgedQuestion extends Pick<
  Question,
  'question' | 'pair' | 'query' | 'a' | 'b' | 'stratum'
> {
  runs: [string, string];
  votes: Votes;
  /** `same`: both arms answer the same, so nobody was asked. */
  outcome: Consensus | 'same';
}

/** In the study's order. */
export function judgedQuestions({
  design,
  arms,
  questions,
  judgements,
  gold,
  repeats,
}: JudgedStudy): JudgedQuestion[] {
  const raters = summariseRaters(judgements, votesByQuestion(judgements), { gold, repeats });
  const out = new Set(excludedRaters(design.exclude, raters).map(({ rater }) => rater));
  const votes = votesByQuestion(judgements.filter(({ rater }) => !out.has(rater)));
  const runOf = new Map(arms.map(({ arm, run }) => [arm, run]));
  return questions.map(({ question, pair, query, a, b, stratum, draw }) => ({
    ...{ question, pair, query, a, b, stratum },
    runs: [runOf.get(pair[0])!, runOf.get(pair[1])!],
    votes: votes.get(question) ?? { a: 0, b: 0, equal: 0 },
    outcome: draw ? 'same' : consensus(votes.get(question), design.judgements, design.consensus),
  }));
}
