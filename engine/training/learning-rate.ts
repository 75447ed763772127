/**
 * Learning rate of a step (PinSage, Ying et al., KDD 2018, section 3.2; Goyal et al., 2017): a linear rise over the
 * warm-up, then exponential decay.
 */
export interface Schedule {
  /** The highest rate. */
  readonly learningRate: number;
  readonly warmupEpochs: number;
  /** Factor over each epoch after the warm-up. */
  readonly decay: number;
}

/** @param step from 0 */
export function learningRateAt(step: number, stepsPerEpoch: number, schedule: Schedule): number {
  const { learningRate, warmupEpochs, decay } = schedule;
  const warmup = warmupEpochs * stepsPerEpoch;
  if (step + 1 < warmup) return (learningRate * (step + 1)) / warmup;
  return learningRate * decay ** ((step + 1 - warmup) / stepsPerEpoch);
}
