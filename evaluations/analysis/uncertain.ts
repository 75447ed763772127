/** A statistic with its 95% interval. Where a part is undefined it is null, and `reason` says why. */
export interface Uncertain {
  value: number | null;
  low: number | null;
  high: number | null;
  reason?: string;
}

export const undefinedBecause = (reason: string): Uncertain => ({
  value: null,
  low: null,
  high: null,
  reason,
});
