import { type Votes, consensus } from './consensus.ts';

/** Questions by outcome, from arm a's side. win + lose + draw + inconclusive = questions, always. */
export interface Outcomes {
  questions: number;
  win: number;
  lose: number;
  /** With those by construction. */
  draw: number;
  /** With those unanswered. */
  inconclusive: number;
  /** Of `inconclusive`: fewer judgements than the design asks for. */
  unanswered: number;
  /** Of `draw`: both arms answer the same, so nobody was asked. */
  drawsByConstruction: number;
}

/**
 * @param votes by question
 * @param wanted judgements that the design asks for, of each question
 * @param share of them that must agree; default: two thirds
 */
export function countOutcomes(
  questions: readonly { question: string; draw: boolean }[],
  votes: ReadonlyMap<string, Votes>,
  wanted: number,
  share?: number,
): Outcomes {
  const count = { a: 0, b: 0, equal: 0, inconclusive: 0, unanswered: 0, byConstruction: 0 };
  for (const { question, draw } of questions) {
    count[draw ? 'byConstruction' : consensus(votes.get(question), wanted, share)]++;
  }
  return {
    questions: questions.length,
    win: count.a,
    lose: count.b,
    draw: count.equal + count.byConstruction,
    inconclusive: count.inconclusive + count.unanswered,
    unanswered: count.unanswered,
    drawsByConstruction: count.byConstruction,
  };
}
