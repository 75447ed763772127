/**
 * Bradley-Terry strengths with ties (Davidson 1970): of two models i and j with strengths exp(t),
 *
 *   P(i wins) : P(j wins) : P(tie) = exp(t_i) : exp(t_j) : v exp((t_i + t_j) / 2)
 *
 * by maximum likelihood (Newton's method on a concave function), strengths with mean 0, intervals from the observed
 * information. There is a maximum only where no group of models beat all others without ever losing or drawing
 * (Ford 1957); what is not so connected is refused with its reason, never held together by made-up counts.
 */
import { Z95 } from '../interval.ts';
import { solve } from './linear-system.ts';

/** Outcomes between two models, from the side of `a`. */
export interface PairCounts {
  a: string;
  b: string;
  win: number;
  lose: number;
  draw: number;
}

export interface Strength {
  model: string;
  /** Logarithm; the mean of all is 0. */
  strength: number;
  low: number;
  high: number;
}

export type Davidson =
  { strengths: Strength[]; /** v; 0 where nobody drew */ ties: number } | { reason: string };

const STEPS = 100;
/** Further than this no data take a maximum: odds of exp(30). */
const FAR = 15;
const UNBOUNDED =
  'one of the models never lost where it did not draw, so that how much stronger it is cannot be said';

/** Strengths, strongest first. */
export function davidson(pairs: readonly PairCounts[]): Davidson {
  const models = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const apart = unconnected(models, pairs);
  if (apart !== null) return { reason: apart };
  const index = new Map(models.map((model, i) => [model, i]));
  const met = pairs.map((pair) => ({ ...pair, i: index.get(pair.a)!, j: index.get(pair.b)! }));
  const drawn = met.some(({ draw }) => draw > 0);
  const size = models.length + (drawn ? 1 : 0);
  const at = new Float64Array(size);
  for (let step = 0; step < STEPS; step++) {
    // Draws alone can hold models together only where wins elsewhere say how likely draws are (two models with wins
    // for one and draws have no maximum).
    if (at.some((value) => Math.abs(value) > FAR)) return { reason: UNBOUNDED };
    const { gradient, information } = derivatives(met, at, drawn, models.length);
    const move = solve(information, gradient);
    const longest = Math.max(...move.map(Math.abs));
    const scale = longest > 2 ? 2 / longest : 1;
    for (let k = 0; k < size; k++) at[k] += scale * move[k];
    if (longest < 1e-10) break;
  }
  const { information } = derivatives(met, at, drawn, models.length);
  const strengths = models.map((model, i): Strength => {
    const unit = new Float64Array(size);
    // Of a strength minus the mean of all: what the constraint leaves of it.
    for (let k = 0; k < models.length; k++) unit[k] = (k === i ? 1 : 0) - 1 / models.length;
    const half = Z95 * Math.sqrt(dot(unit, solve(information, unit)));
    return { model, strength: at[i], low: at[i] - half, high: at[i] + half };
  });
  strengths.sort((x, y) => y.strength - x.strength);
  return { strengths, ties: drawn ? Math.exp(at[models.length]) : 0 };
}

type Met = PairCounts & { i: number; j: number };

/** Gradient and negative Hessian of the log likelihood; the sum of the strengths is held at 0. */
function derivatives(pairs: readonly Met[], at: Float64Array, drawn: boolean, models: number) {
  const size = at.length;
  const gradient = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  for (const { i, j, win, lose, draw } of pairs) {
    const n = win + lose + draw;
    if (n === 0) continue;
    // Each outcome's logarithm is linear in the parameters; these are its coefficients.
    const outcomes: { count: number; terms: [number, number][] }[] = [
      { count: win, terms: [[i, 1]] },
      { count: lose, terms: [[j, 1]] },
    ];
    if (drawn) outcomes.push({ count: draw, terms: [...halves(i, j), [models, 1]] });
    const logs = outcomes.map(({ terms }) => terms.reduce((sum, [k, c]) => sum + c * at[k], 0));
    const highest = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - highest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const mean = new Map<number, number>();
    outcomes.forEach(({ count, terms }, o) => {
      const p = weights[o] / total;
      for (const [k, c] of terms) {
        gradient[k] += c * (count - n * p);
        mean.set(k, (mean.get(k) ?? 0) + c * p);
        for (const [l, d] of terms) information[k][l] += n * p * c * d;
      }
    });
    for (const [k, c] of mean) for (const [l, d] of mean) information[k][l] -= n * c * d;
  }
  // Only differences of strengths matter: the mean is pinned by one more observation of it.
  for (let k = 0; k < models; k++) for (let l = 0; l < models; l++) information[k][l] += 1 / models;
  return { gradient, information };
}

const halves = (i: number, j: number): [number, number][] => [
  [i, 0.5],
  [j, 0.5],
];

const dot = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, k) => sum + value * y[k], 0);

/** Why there are no strengths; null where every model can be reached from every other by wins or draws. */
function unconnected(models: readonly string[], pairs: readonly PairCounts[]): string | null {
  if (models.length < 2) return 'there are fewer than two models';
  if (!pairs.some(({ win, lose }) => win + lose > 0)) return 'no question was decided';
  for (const forward of [true, false]) {
    const reached = new Set([models[0]]);
    for (const model of reached) {
      for (const { a, b, win, lose, draw } of pairs) {
        const [fromA, fromB] = forward ? [win, lose] : [lose, win];
        if (a === model && fromA + draw > 0) reached.add(b);
        if (b === model && fromB + draw > 0) reached.add(a);
      }
    }
    if (reached.size < models.length) {
      const rest = models.filter((model) => !reached.has(model)).join(', ');
      const group = [...reached].join(', ');
      const [above, below] = forward ? [rest, group] : [group, rest];
      return `${below} never won against or drew with ${above}, so that how much weaker cannot be said`;
    }
  }
  return null;
}
