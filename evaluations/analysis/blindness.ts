/**
 * Does this rater answer like somebody who does not look? Everything that could tell is put together: agreement with the
 * others, gold questions, questions shown twice. Each gives how far the rater is above what blind choices would give, how
 * far the others are, and the standard deviation of the first for somebody who is blind. By the weights of the likelihood
 * ratio of two normal distributions (Neyman & Pearson 1933):
 *
 *   z = sum (others above / deviation^2) / D     D = sqrt(sum (others / deviation)^2)
 *
 * z is about standard normal around 0 for who does not look, and around D for who looks as the others do; around D it
 * spreads a little more, because the others are not known exactly either.
 */
export interface Evidence {
  above: number;
  others: number;
  deviation: number;
  /** What `others` is a mean of: raters, or pairs of them in either order. */
  heard: number;
}

/** Of 1,000 raters who choose blindly, 20 lie so much above chance (normal, 2%). */
const BLIND_Z = 2.0537489106318225;
/** Of 1,000 raters who look as the others do, 40 lie so much below them (normal, 4%). */
const LOOKING_Z = 1.7506860712521692;

/**
 * Whether it could be somebody who does not look, and could not be somebody who looks as the others do. Where the others
 * themselves are hardly above chance the two cannot be told apart, and nobody is called blind.
 */
export function isBlind(evidence: readonly Evidence[]): boolean {
  const telling = evidence.filter(({ others, deviation }) => others > 0 && deviation > 0);
  const sum = (of: (one: Evidence) => number): number => telling.reduce((total, one) => total + of(one), 0);
  const distance = Math.sqrt(sum(({ others, deviation }) => (others / deviation) ** 2));
  const z = sum(({ above, others, deviation }) => (others * above) / deviation ** 2) / distance;
  const unsure = sum(({ others, deviation, heard }) => (others / deviation) ** 2 / heard);
  return z < BLIND_Z && z < distance - LOOKING_Z * Math.sqrt(1 + unsure / distance ** 2);
}

/** Share of `count` of `of` above a chance that blind answers have, with its deviation; null of none. */
export function aboveChance(
  { count, of }: { count: number; of: number },
  chance: number,
): Pick<Evidence, 'above' | 'deviation'> | null {
  if (of === 0) return null;
  return { above: count / of - chance, deviation: Math.sqrt((chance * (1 - chance)) / of) };
}
