/**
 * GraphSAGE (Hamilton et al., NeurIPS 2017, Algorithms 1 and 2): K layers of one aggregator over blocks of uniformly
 * drawn neighbours; the last layer's result is the embedding. See sage-layer.ts for a layer.
 *
 *   features (rows, F)   ->   layers of `hidden`   ->   z (seeds, output)
 */
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { embedGraph } from '../inference/embed-all.ts';
import type { StagedLayer } from '../inference/stages/layer.ts';
import { hiddenFactors } from '../sampling/hidden-dropout.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';
import type { Model } from './model.ts';
import type { ModelInput } from './model-input.ts';
import type { ParameterSpec } from './parameters.ts';
import type { SageConfig } from './presets/graphsage.ts';
import { sageLayer, sageSpecs } from './sage-layer.ts';
import type { Aggregator, SageLayer } from './sage-layer.ts';
import { sageStages } from './sage-stages.ts';

export type SageSizes = Pick<
  SageConfig['model'],
  'aggregator' | 'layers' | 'hidden' | 'output' | 'lastActivation'
>;

export function sageModel(input: ModelInput, neighborhoods: Neighborhoods, sizes: SageSizes): Model {
  const layers = layersOf(sizes);
  return {
    parameters: [...input.parameters, ...sageParameters(input.dims, sizes)],
    output: sizes.output,
    equation: sageEquation(sizes),
    forward: (batch) => (parameters) => {
      let h: Tensor2D = input.read(batch, parameters);
      batch.blocks.forEach((block, k) => {
        const factors = batch.positions[hiddenFactors(k)];
        if (factors) h = tf.mul(h, tf.tensor2d(factors as Float32Array, [h.shape[0], h.shape[1]]));
        h = sageLayer(h, block, layers[k], parameters, k === 0 && input.constant);
      });
      return h;
    },
    embedAll: (parameters, signal) =>
      embedGraph({
        features: input.all(parameters),
        neighborhoods,
        layers: sageStagesOf(input.dims, sizes),
        head: null,
        parameters,
        signal,
      }),
  };
}

/** All parameters but those of the input. */
export function sageParameters(dims: number, sizes: SageSizes): ParameterSpec[] {
  return widths(dims, sizes).flatMap(([inputs, outputs], k) =>
    sageSpecs(sizes.aggregator, k, inputs, sizes.hidden, outputs),
  );
}

/** The layers as inference takes them apart. */
export function sageStagesOf(dims: number, sizes: SageSizes): StagedLayer[] {
  const layers = layersOf(sizes);
  return widths(dims, sizes).map(([inputs, outputs], k) =>
    sageStages(layers[k], inputs, sizes.hidden, outputs),
  );
}

const layersOf = ({ aggregator, layers, lastActivation }: SageSizes): SageLayer[] =>
  Array.from({ length: layers }, (_, layer) => ({
    aggregator,
    layer,
    relu: layer < layers - 1 || lastActivation === 'relu',
  }));

/** Inputs and outputs of each layer. */
const widths = (dims: number, { layers, hidden, output }: SageSizes): [number, number][] =>
  Array.from({ length: layers }, (_, k) => [k === 0 ? dims : hidden, k === layers - 1 ? output : hidden]);

const AGGREGATES: Record<Aggregator, string> = {
  gcn: 'x = (h + sum_t h[neighbors_t]) / (n + 1), n the number of neighbours',
  mean: 'a = sum_t weights_t h[neighbors_t], x = [h, a]',
  pool: 'a = max_t ReLU(h[neighbors_t] Q + q) value by value, x = [h, a], with Q, q = conv.{k}.Q.weight, conv.{k}.Q.bias',
  lstm:
    'c = s = 0; for each neighbour in the order of its columns: [i, f, g, o] = h[neighbors_t] K + kb + s R, four parts ' +
    'of equal width in this order; c = sigmoid(f) c + sigmoid(i) tanh(g); s = sigmoid(o) tanh(c); then a = s, ' +
    'x = [h, a], with K, kb, R = conv.{k}.K.weight, conv.{k}.K.bias, conv.{k}.R.weight',
};

function sageEquation({ aggregator, layers, lastActivation }: SageSizes): string {
  const last = lastActivation === 'relu' ? '' : `, in the last layer (k = ${layers - 1}) without ReLU`;
  const empty = aggregator === 'gcn' ? '' : 'a = 0 without neighbours; ';
  return (
    `h = features; for each layer k: ${AGGREGATES[aggregator]}; ${empty}h = normalise(ReLU(x W + w))${last}, with ` +
    'W, w = conv.{k}.W.weight, conv.{k}.W.bias; z = h; normalise divides a row by its L2 norm and leaves a row of ' +
    'zeros; score = inner product of z'
  );
}
