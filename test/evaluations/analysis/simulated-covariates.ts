import { type CovariateVote, adjustedStrengths } from '../../../evaluations/analysis/covariates.ts';
import { type Random, random } from '../../../evaluations/random.ts';

/**
 * Three models of the same strength but one, judged about items of which one covariate varies, by the model that
 * covariates.ts fits. With `copied` a vote about a query repeats the first one instead, which hangs votes together and
 * leaves their chances as they are.
 */
export interface Covaried {
  queries: number;
  votesPerQuery: number;
  /** Log odds of the best model over the others. */
  lead: number;
  /** Log odds of one unit of the covariate. */
  effect: number;
  /** Log of the weight of ties; none without it. */
  ties?: number;
  copied: number;
}

const MODELS = ['A', 'B', 'C'];

function votesOf({ queries, votesPerQuery, lead, effect, ties, copied }: Covaried, rng: Random) {
  return Array.from({ length: queries }, (_, q): CovariateVote[] => {
    // Every pair of the three in turn; the better model shows the larger covariate more often than not.
    const [i, j] = [
      [0, 1],
      [0, 2],
      [1, 2],
    ][q % 3];
    const difference = rng.normal() + (i === 0 ? 0.5 : 0);
    const logs = [(i === 0 ? lead : 0) + (effect * difference) / 2, (-effect * difference) / 2];
    if (ties !== undefined) logs.push(ties + (i === 0 ? lead : 0) / 2);
    const odds = logs.map(Math.exp);
    const drawn = (): CovariateVote['preference'] => {
      let left = rng.next() * odds.reduce((sum, one) => sum + one, 0);
      return (['a', 'b', 'equal'] as const)[odds.findIndex((one) => (left -= one) < 0)] ?? 'equal';
    };
    const first = drawn();
    return Array.from({ length: votesPerQuery }, (__, v) => ({
      ...{ a: MODELS[i], b: MODELS[j], covariates: [difference], query: `q${q}` },
      preference: v === 0 || rng.next() < copied ? first : drawn(),
    }));
  }).flat();
}

/** Share of studies whose 95% interval holds the true adjusted lead over the mean, and the true effect. */
export function coverageOfAdjusted(of: Covaried, studies: number) {
  const rng = random(2026, JSON.stringify(of));
  const held = { strength: 0, effect: 0, refused: 0 };
  for (let study = 0; study < studies; study++) {
    const found = adjustedStrengths(votesOf(of, rng), ['x']);
    if ('reason' in found) {
      held.refused++;
      continue;
    }
    const { adjusted } = found.strengths.find(({ model }) => model === 'A')!;
    const lead = (2 / 3) * of.lead;
    if (adjusted.low <= lead && lead <= adjusted.high) held.strength++;
    const [effect] = found.effects;
    if (effect.low <= of.effect && of.effect <= effect.high) held.effect++;
  }
  const fitted = studies - held.refused;
  return { strength: held.strength / fitted, effect: held.effect / fitted, refused: held.refused / studies };
}
