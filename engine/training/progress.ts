/**
 * How long the rest takes: the mean of the recent steps, each later epoch's measuring as long as the last one's.
 * Null until a few steps have shown their pace.
 */
export interface Pace {
  step(seconds: number): void;
  evaluation(seconds: number): void;
  secondsLeft(stepsLeft: number, evaluationsLeft: number): number | null;
}

/** The first steps start kernels and draw neighbours; they say little. */
const UNTOLD = 2;
const MEMORY = 0.9;

export function pace(): Pace {
  let steps = 0;
  let perStep = 0;
  let perEvaluation = 0;
  return {
    step(seconds) {
      steps++;
      if (steps <= UNTOLD) return;
      perStep = steps === UNTOLD + 1 ? seconds : MEMORY * perStep + (1 - MEMORY) * seconds;
    },
    evaluation: (seconds) => (perEvaluation = seconds),
    secondsLeft: (stepsLeft, evaluationsLeft) =>
      steps <= UNTOLD ? null : stepsLeft * perStep + evaluationsLeft * perEvaluation,
  };
}
