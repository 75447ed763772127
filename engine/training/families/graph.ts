/** PinSage and its variants: convolutions over importance neighbours, trained on labelled pairs. */
import type { RunConfig } from '../../contract/runs.ts';
import { crossEntropy } from '../../model/cross-entropy.ts';
import { graphModel } from '../../model/graph-model.ts';
import { inputFeatures } from '../../model/input-features.ts';
import { maxMargin } from '../../model/max-margin.ts';
import { modelInput } from '../../model/model-input.ts';
import type { GraphConfig } from '../../model/presets/pinsage.ts';
import { importanceNeighborhoods } from '../../sampling/importance-neighborhoods.ts';
import { neighborTables } from '../../sampling/neighborhoods.ts';
import { learnedLength, needFeatures, needPairs } from '../training-data.ts';
import type { TrainableOptions } from '../training.ts';
import type { Trainable } from './fit.ts';

/** Is it a configuration of this family? */
export const isGraph = (config: RunConfig): config is GraphConfig & RunConfig =>
  config.loss?.hardNegatives !== undefined;

/** @throws PinwiseError `no-pairs`, `no-features` */
export function graphTrainable({ dataset, seed }: TrainableOptions, config: GraphConfig): Trainable {
  const pairs = needPairs(dataset);
  needFeatures(dataset);
  const { graph } = dataset;
  const { sampling, model, loss, training } = config;
  const features = inputFeatures(dataset.features);
  const input = modelInput(features, learnedLength(dataset, config));
  const tables = neighborTables(graph.items, sampling.neighbors);
  const neighborhoods = importanceNeighborhoods(graph, sampling, seed, tables);
  const { batchSize } = training;
  return {
    ...{ input, neighborhoods, training },
    model: graphModel(input, neighborhoods, model, sampling.pooling, loss.kind),
    objective:
      loss.kind === 'cross-entropy' ? crossEntropy(loss.hardWeight) : maxMargin(loss.margin, loss.hardWeight),
    sampler: {
      ...{ seed, features, dropout: model.inputDropout },
      examples: {
        ...{ kind: 'pairs', pairs, items: graph.items, batchSize, negatives: loss.negatives },
        ...(loss.hardNegatives > 0 && { hard: { ...hardOf(loss), graph } }),
      },
      blocks: { kind: 'importance', graph, options: sampling, layers: model.layers, tables },
    },
  };
}

const hardOf = ({ hardNegatives, bandLow, bandHigh }: GraphConfig['loss']) => ({
  ...{ most: hardNegatives, bandLow, bandHigh },
});
