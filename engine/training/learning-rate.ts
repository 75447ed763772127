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

/** Shortest rise of the graph models, steps, and the most epochs that it may take on little data. */
const LEAST_STEPS = 200;
const MOST_EPOCHS = 6;

/**
 * Warm-up, epochs, of a graph model whose epochs have so many steps: one, as in the paper, whose epochs have thousands;
 * more where they are short. At full rate from the start Adam makes whole steps of gradients that a single rectifier
 * decides, so that rounding alone leads apart (docs/results.md, "The same training on two backends").
 */
export const gentleWarmup = (stepsPerEpoch: number): number =>
  Math.min(MOST_EPOCHS, Math.max(1, LEAST_STEPS / Math.max(1, stepsPerEpoch)));
