/** Signs that a rater did not look. A design may leave out who shows them; analysis/rater-flags.ts finds them. */
export const RATER_FLAGS = [
  'left-clicker',
  'right-clicker',
  'equal-clicker',
  'random-clicker',
  'too-fast',
  'fails-gold',
  'contradicts-self',
] as const;
export type RaterFlag = (typeof RATER_FLAGS)[number];
