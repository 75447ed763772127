/** "Combined" of PinSage's tables: a perceptron on the features of an item, trained on labelled pairs. */
import { inputFeatures } from '../../model/input-features.ts';
import { maxMargin } from '../../model/max-margin.ts';
import { modelInput } from '../../model/model-input.ts';
import { perceptronModel } from '../../model/perceptron-model.ts';
import type { PerceptronConfig } from '../../model/presets/baselines.ts';
import { learnedLength, needFeatures, needPairs } from '../training-data.ts';
import type { TrainableOptions } from '../training.ts';
import type { Trainable } from './fit.ts';

/** @throws PinwiseError `no-pairs`, `no-features` */
export function perceptronTrainable(
  { dataset, seed }: TrainableOptions,
  config: PerceptronConfig,
): Trainable {
  const pairs = needPairs(dataset);
  needFeatures(dataset);
  const { model, loss, training } = config;
  const features = inputFeatures(dataset.features);
  const input = modelInput(features, learnedLength(dataset, config));
  const { batchSize } = training;
  return {
    ...{ input, training, neighborhoods: null },
    model: perceptronModel(input, model),
    objective: maxMargin(loss.margin),
    sampler: {
      ...{ seed, features, dropout: model.inputDropout, blocks: null },
      examples: { kind: 'pairs', pairs, items: dataset.items.count, batchSize, negatives: loss.negatives },
    },
  };
}
