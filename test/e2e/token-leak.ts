/**
 * Could somebody who reads everything guess the side? The best single word of what was shown, against what the best
 * word does when sides are dealt anew: a permutation test (Westfall and Young 1993, the maximum over all words).
 */
import { random, shuffle } from '../../evaluations/random.ts';

export interface Shown {
  /** All that could be read with one trial. */
  text: string;
  left: 'zebra' | 'quokka';
}

export interface Leak {
  word: string;
  /** Difference of the shares of trials with the word, zebra left and zebra right. */
  difference: number;
  /** Share of the shuffles in which the best word did as well. */
  p: number;
}

/** @param shuffles 999 resolve p to 0.001 */
export function bestWord(
  shown: readonly Shown[],
  { seed, shuffles = 999 }: { seed: number; shuffles?: number },
): Leak {
  const words = shown.map(({ text }) => new Set(text.match(/[\w-]+/g)));
  const all = [...new Set(words.flatMap((set) => [...set]))].filter((word) =>
    words.some((set) => !set.has(word)),
  );
  const columns = all.map((word) => words.map((set) => set.has(word)));
  const sides = shown.map(({ left }) => left === 'zebra');
  const best = (labels: readonly boolean[]): { at: number; difference: number } => {
    const zebras = labels.filter(Boolean).length;
    let found = { at: -1, difference: 0 };
    columns.forEach((column, at) => {
      let [yes, no] = [0, 0];
      column.forEach((has, i) => has && (labels[i] ? yes++ : no++));
      const difference = Math.abs(yes / zebras - no / (labels.length - zebras));
      if (difference > found.difference) found = { at, difference };
    });
    return found;
  };
  const observed = best(sides);
  const rng = random(seed, 'sides');
  let asGood = 0;
  for (let n = 0; n < shuffles; n++)
    if (best(shuffle([...sides], rng)).difference >= observed.difference) asGood++;
  return { word: all[observed.at] ?? '', difference: observed.difference, p: (1 + asGood) / (1 + shuffles) };
}
