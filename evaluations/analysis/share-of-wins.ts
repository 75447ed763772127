import { Z95 } from '../interval.ts';
import { type Uncertain, undefinedBecause } from './uncertain.ts';

/**
 * Share of wins among decided questions, with Wilson's 95% score interval (Wilson 1927; Brown, Cai & DasGupta 2001
 * recommend it for its coverage near the nominal level at small counts, where Clopper-Pearson covers too much).
 * The interval leaves out 1/2 wherever the exact sign test gives p < 0.05.
 */
export function shareOfWins(wins: number, losses: number): Uncertain {
  const n = wins + losses;
  if (n === 0) return undefinedBecause('no question was decided: none has a winner');
  const value = wins / n;
  const z2 = Z95 * Z95;
  const centre = (wins + z2 / 2) / (n + z2);
  const margin = (Z95 / (n + z2)) * Math.sqrt((wins * losses) / n + z2 / 4);
  // At 0 and n wins an end of the interval is 0 or 1 exactly, which rounding would miss.
  return {
    value,
    low: wins === 0 ? 0 : centre - margin,
    high: losses === 0 ? 1 : centre + margin,
  };
}
