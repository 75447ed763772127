/**
 * PinSage and its mean-pooling twin (Ying et al., KDD 2018, Algorithms 1 and 2): K convolutions over blocks of
 * neighbours, then the head. Features are read for the outermost nodes only.
 */
import { tf } from '../backend/tf.ts';
import type { Tensor2D } from '../backend/tf.ts';
import { embedGraph } from '../inference/embed-all.ts';
import { blockMaker } from '../sampling/blocks.ts';
import type { Neighborhoods } from '../sampling/neighborhoods.ts';
import { convolve, convolveSpecs } from './convolve.ts';
import { head, headSpecs } from './head.ts';
import { inputRows } from './input-rows.ts';
import type { Matrix, Model } from './model.ts';
import type { ParameterSpec } from './parameters.ts';
import type { GraphConfig } from './presets.ts';

const EQUATION =
  'h = features; for each layer k: n = sum_t weights_t ReLU(h[neighbors_t] Q + q), ' +
  'h = normalise(ReLU([h, n] W + w)) with Q, q, W, w = conv.{k}.Q.weight, conv.{k}.Q.bias, conv.{k}.W.weight, ' +
  'conv.{k}.W.bias; z = ReLU(h G1 + g) G2 with G1, g, G2 = head.G1.weight, head.G1.bias, head.G2.weight; ' +
  'normalise divides a row by its L2 norm and leaves a row of zeros; score = inner product of z';

export function graphModel(
  features: Matrix,
  neighborhoods: Neighborhoods,
  { layers, hidden, output, inputDropout }: GraphConfig['model'],
): Model {
  const makeBlocks = blockMaker(neighborhoods);
  return {
    parameters: graphSpecs(features.dims, { layers, hidden, output }),
    output,
    equation: EQUATION,
    prepare(seeds, rng) {
      const blocks = makeBlocks(seeds, layers);
      const { nodes } = blocks[0];
      const rows = inputRows(features, nodes, inputDropout, rng);
      return (parameters) => {
        let h: Tensor2D = tf.tensor2d(rows, [nodes.length, features.dims]);
        blocks.forEach((block, k) => (h = convolve(h, block, k, parameters, k === 0)));
        return head(h, parameters);
      };
    },
    embedAll: (parameters, signal) => embedGraph({ features, neighborhoods, layers, parameters, signal }),
  };
}

export function graphSpecs(
  dims: number,
  { layers, hidden, output }: Pick<GraphConfig['model'], 'layers' | 'hidden' | 'output'>,
): ParameterSpec[] {
  const convolutions = Array.from({ length: layers }, (_, k) =>
    convolveSpecs(k, k === 0 ? dims : hidden, hidden),
  );
  return [...convolutions.flat(), ...headSpecs(hidden, output)];
}
