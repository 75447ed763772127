/** What the scripted session does, known to the program that is killed and to the one that looks what is left. */
import { random } from '../../evaluations/random.ts';

export const QUESTIONS = 12;
export const SAVES = 5;

export function choiceOf(question: string): 'left' | 'right' | 'equal' {
  return (['left', 'right', 'equal'] as const)[random(1, question).below(3)];
}

/** The state of a training after `step` steps. */
export function stateAt(step: number) {
  const rng = random(step, 'state');
  const data = Float32Array.from({ length: 400 }, () => rng.next());
  return {
    step,
    epoch: 1,
    values: { best: -Infinity, loss: data[0] },
    tensors: new Map([['w', { shape: [20, 20], data }]]),
  };
}
