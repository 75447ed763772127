import type { Question } from '../design/question.ts';
import type { Votes } from './consensus.ts';
import type { Disagreement } from './study-report.ts';

const SHOWN = 12;

/** The questions whose most common answer has the smallest share, smallest first; of those alike, more votes first. */
export function mostDisagreed(
  questions: readonly Question[],
  votes: ReadonlyMap<string, Votes>,
): Disagreement[] {
  const split = questions.flatMap(({ question, pair, query, a, b }) => {
    const of = votes.get(question);
    if (!of) return [];
    const total = of.a + of.b + of.equal;
    const share = Math.max(of.a, of.b, of.equal) / total;
    return share < 1 ? [{ share, total, shown: { question, pair, query, a, b, votes: of } }] : [];
  });
  split.sort((x, y) => x.share - y.share || y.total - x.total);
  return split.slice(0, SHOWN).map(({ shown }) => shown);
}
