/**
 * A model's parameters: named float32 arrays outside the tensor backend, so that a checkpoint is exact and the
 * optimiser is the same on every backend; they become tensors for the length of a computation.
 *
 * Initial values: Glorot & Bengio (2010), uniform in ±gain sqrt(6 / (in + out)), gain sqrt(2) before a ReLU; biases 0.
 */
import { random } from '../../evaluations/random.ts';
import { tf } from '../backend/tf.ts';
import type { Tensor, Tensor1D, Tensor2D } from '../backend/tf.ts';

/** (in, out) of a weight, (out) of a bias. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** 1, or sqrt(2) before a ReLU. */
  readonly gain: number;
  /** Initial values where they are not random. */
  readonly start?: Float32Array;
}

export interface Parameter {
  shape: number[];
  data: Float32Array;
}

/** By name, in the order of the specification. */
export type Parameters = Map<string, Parameter>;

/** Initial values; each parameter has a random stream of its own. */
export function initialParameters(specs: readonly ParameterSpec[], seed: number): Parameters {
  return new Map(
    specs.map(({ name, shape, gain, start }) => {
      const data = start?.slice() ?? new Float32Array(shape.reduce((product, n) => product * n, 1));
      if (shape.length > 1) {
        const rng = random(seed, `init|${name}`);
        const bound = gain * Math.sqrt(6 / (shape[0] + shape[1]));
        for (let i = 0; i < data.length; i++) data[i] = (2 * rng.next() - 1) * bound;
      }
      return [name, { shape: [...shape], data }];
    }),
  );
}

/** A dense layer of `inputs` to `outputs`: its weight, and its bias where a ReLU follows. */
export function denseSpecs(name: string, inputs: number, outputs: number, relu = true): ParameterSpec[] {
  const weight = { name: `${name}.weight`, shape: [inputs, outputs], gain: relu ? Math.SQRT2 : 1 };
  return relu ? [weight, { name: `${name}.bias`, shape: [outputs], gain: 0 }] : [weight];
}

/** Parameters as tensors, asked for by name. */
export interface ParameterTensors {
  matrix(name: string): Tensor2D;
  vector(name: string): Tensor1D;
}

export function namedTensors(names: Iterable<string>, tensors: readonly Tensor[]): ParameterTensors {
  const byName = new Map([...names].map((name, i) => [name, tensors[i]]));
  return {
    matrix: (name) => byName.get(name) as Tensor2D,
    vector: (name) => byName.get(name) as Tensor1D,
  };
}

/** Tensors of the parameters, in their order; the caller disposes of them (or is inside `tf.tidy`). */
export function toTensors(parameters: Parameters): Tensor[] {
  return [...parameters.values()].map(({ shape, data }) => tf.tensor(data, shape, 'float32'));
}
