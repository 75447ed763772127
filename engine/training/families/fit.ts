/** What the families that learn by gradients have in common: train, embed all items, measure, hand over. */
import { drawAll } from '../../inference/embed-all.ts';
import type { ModelInput } from '../../model/model-input.ts';
import type { Model } from '../../model/model.ts';
import { labelEquation, labelProbabilities } from '../../model/label-objective.ts';
import type { Classes } from '../../model/label-objective.ts';
import type { Objective } from '../../model/objective.ts';
import type { Neighborhoods } from '../../sampling/neighborhoods.ts';
import type { SamplerSpec } from '../../sampling/sampler-of.ts';
import { trainLoop } from '../loop.ts';
import type { LoopSettings } from '../loop.ts';
import type { TrainedModel } from '../trained-model.ts';
import type { TrainOptions } from '../training.ts';
import { pairYardstick } from '../yardstick.ts';
import type { Yardstick } from '../yardstick.ts';

/** What is trained, and on what. */
export interface Trainable {
  readonly model: Model;
  readonly objective: Objective;
  readonly sampler: SamplerSpec;
  readonly input: ModelInput;
  /** What the embeddings of all items are computed from; null for models that look at each item alone. */
  readonly neighborhoods: Neighborhoods | null;
  readonly training: LoopSettings;
  /** Default: the labelled pairs. */
  readonly yardstick?: Yardstick;
  /** Where the objective is a head that tells labels. */
  readonly classes?: Classes;
}

/** @throws PinwiseError `cancelled` after a checkpoint was saved, `diverged` */
export async function fit(options: TrainOptions, trainable: Trainable): Promise<TrainedModel> {
  const { dataset, signal } = options;
  const { model, input, neighborhoods, classes } = trainable;
  const { yardstick = pairYardstick(dataset, model.output) } = trainable;
  const best = await trainLoop({ ...options, ...trainable });
  if (neighborhoods) await drawAll(neighborhoods, signal);
  const data = await model.embedAll(best.parameters, signal);
  const metrics = yardstick.measures ? await yardstick.measure(data, best.parameters, signal) : {};
  return {
    parameters: best.parameters,
    features: { ...input.all(best.parameters) },
    neighborhoods: neighborhoods && {
      width: neighborhoods.width,
      neighbors: neighborhoods.neighbors,
      weights: neighborhoods.weights,
    },
    answers: 'embeddings',
    embeddings: { data, dims: model.output },
    equation: model.equation + (classes ? labelEquation(classes) : ''),
    predictions: classes && {
      data: labelProbabilities(data, best.parameters, classes),
      classes: classes.classes,
    },
    best: { epoch: best.epoch, metrics },
  };
}
