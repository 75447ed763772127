/** Arms that are known to be worse, or as good: what a study of them must find, or must not. */
import { type Random, shuffle } from '../random.ts';
import type { Answer, StudyItem } from './question.ts';

/**
 * A run whose answers to a share of the queries are shuffled among these: what it recommends there was meant for
 * another query.
 */
export function degradedTwin(answers: readonly Answer[], share: number, rng: Random): Answer[] {
  const order = shuffle(
    answers.map((_, i) => i),
    rng,
  ).slice(0, Math.round(share * answers.length));
  const twin = [...answers];
  // Each takes the answer of the next one in a ring, so that none keeps its own.
  order.forEach((at, i) => {
    const { query } = answers[at];
    const { items } = answers[order[(i + 1) % order.length]];
    twin[at] = { query, items: items.filter(({ id }) => id !== query.id) };
  });
  return twin;
}

/**
 * Two runs of equal quality that share no answer: of the first and second one, of the third and fourth, ... a coin says
 * which run gives which. So 2k answers to a query become k of each.
 */
export function equalTwins(answers: readonly Answer[], rng: Random): [Answer[], Answer[]] {
  const twins: [Answer[], Answer[]] = [[], []];
  for (const { query, items } of answers) {
    const dealt: [StudyItem[], StudyItem[]] = [[], []];
    for (let at = 0; at + 1 < items.length; at += 2) {
      const first = rng.below(2);
      dealt[first].push(items[at]);
      dealt[1 - first].push(items[at + 1]);
    }
    twins.forEach((twin, i) => twin.push({ query, items: dealt[i] }));
  }
  return twins;
}
