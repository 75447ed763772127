/** Arms that are known to be worse, or as good: what a study of them must find, or must not. */
import { type Random, shuffle } from '../random.ts';
import type { Answer } from './question.ts';

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

/** Two runs of equal quality: for each query a coin says which of them gives the first answer and which the second. */
export function equalTwins(answers: readonly Answer[], rng: Random): [Answer[], Answer[]] {
  const twins: [Answer[], Answer[]] = [[], []];
  for (const { query, items } of answers) {
    const first = rng.below(2);
    twins[first].push({ query, items: items.slice(0, 1) });
    twins[1 - first].push({ query, items: items.slice(1, 2) });
  }
  return twins;
}
