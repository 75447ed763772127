import { ARMS, type Answer, type Comparison } from './question.ts';
import { armPairs } from './study-design.ts';

/**
 * Comparisons from all arms' answers to the same queries in the same order: the pairs of arms are dealt over the
 * queries in turn, so that each pair gets as many (up to one).
 * @param answers of arm a, of arm b, ...
 * @throws RangeError when the arms were asked different things
 */
export function compareAnswers(answers: readonly (readonly Answer[])[]): Comparison[] {
  const pairs = armPairs(ARMS.slice(0, answers.length));
  const [first, ...others] = answers;
  others.forEach((list, i) => {
    const arm = ARMS[i + 1];
    if (list.length !== first.length) {
      throw new RangeError(`arm a answers ${first.length} queries, arm ${arm} ${list.length}`);
    }
    list.forEach(({ query }, at) => {
      if (query.id !== first[at].query.id) {
        throw new RangeError(
          `query ${at + 1} is ${first[at].query.id} for arm a and ${query.id} for arm ${arm}`,
        );
      }
    });
  });
  return first.map(({ query }, at): Comparison => {
    const pair = pairs[at % pairs.length];
    const [a, b] = pair.map((arm) => answers[ARMS.indexOf(arm)][at].items);
    return { pair, query, a, b };
  });
}
