/** GraphSAGE: layers over uniform neighbours, trained on walks, or on labels where the data have them. */
import type { RunConfig } from '../../contract/runs.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { labelledRows } from '../../evaluate/label-tables.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import { inputFeatures } from '../../model/input-features.ts';
import { labelObjective } from '../../model/label-objective.ts';
import { modelInput } from '../../model/model-input.ts';
import type { SageConfig } from '../../model/presets/graphsage.ts';
import { sageModel } from '../../model/sage-model.ts';
import { walkObjective } from '../../model/walk-loss.ts';
import { neighborTables } from '../../sampling/neighborhoods.ts';
import { uniformNeighborhoods, uniformWidth } from '../../sampling/uniform-neighbors.ts';
import { walkStarts, walkSteps } from '../../sampling/walk-pairs.ts';
import { learnedLength, needFeatures } from '../training-data.ts';
import type { TrainableOptions } from '../training.ts';
import { labelYardstick } from '../yardstick.ts';
import type { Trainable } from './fit.ts';

/** Is it a configuration of this family? */
export const isSage = (config: RunConfig): config is SageConfig & RunConfig =>
  config.model?.aggregator !== undefined;

/** What is learned from: `auto` takes the labels where there are any to train on. */
export function lossKind(dataset: Dataset, { kind }: Pick<SageConfig['loss'], 'kind'>): 'walk' | 'labels' {
  if (kind !== 'auto') return kind;
  return trainNodes(dataset, false).length > 0 ? 'labels' : 'walk';
}

/** Steps of a whole training. */
export function sageSteps(dataset: Dataset, { loss, training }: SageConfig): number {
  const { epochs, batchSize } = training;
  if (lossKind(dataset, loss) === 'labels') {
    return epochs * Math.ceil(trainNodes(dataset, training.useRest).length / batchSize);
  }
  const { walks, walkLength: length } = loss;
  return epochs * walkSteps(walkStarts(dataset.graph).length, { walks, length, batchSize });
}

/** Trained from scratch on the data. @throws PinwiseError `no-features`, `no-labels`, `no-edges` */
export function sageTrainable({ dataset, seed }: TrainableOptions, config: SageConfig): Trainable {
  needFeatures(dataset);
  const { graph, labels } = dataset;
  const { sampling, loss, training } = config;
  const { cap, replacement, neighbors1, neighbors2 } = sampling;
  const features = inputFeatures(dataset.features, config.model.rowSums);
  const input = modelInput(features, learnedLength(dataset, config));
  const tables = neighborTables(graph.items, uniformWidth(graph, cap));
  const neighborhoods = uniformNeighborhoods(graph, cap, seed, tables);
  const model = sageModel(input, neighborhoods, config.model);
  const sizes = Array.from({ length: config.model.layers }, (_, k) => (k === 0 ? neighbors1 : neighbors2));
  const sampler = {
    ...{ seed, features, dropout: config.model.inputDropout },
    hidden: { rate: config.model.hiddenDropout, width: config.model.hidden },
    blocks: { kind: 'uniform', graph, cap, tables, draw: { sizes, replacement } },
  } as const;
  const common = { model, input, neighborhoods, training };
  const { batchSize } = training;

  if (lossKind(dataset, loss) === 'labels') {
    const nodes = trainNodes(dataset, training.useRest);
    if (!labels || nodes.length === 0) throw noLabels(dataset);
    const classes = { classes: labels.classes.length, multi: labels.multi };
    return {
      ...{ ...common, classes },
      objective: labelObjective(model.output, classes),
      yardstick: labelYardstick(dataset, classes),
      sampler: { ...sampler, examples: { kind: 'labels', ...labels, ...classes, nodes, batchSize } },
    };
  }
  if (walkStarts(graph).length === 0) throw noEdges(dataset);
  const { walks, walkLength: length, negatives } = loss;
  const walk = { graph, cap, tables, walks, length, negatives, batchSize };
  return {
    ...common,
    objective: walkObjective,
    sampler: { ...sampler, examples: { kind: 'walk', ...walk } },
  };
}

/** Items of the train split that have a label, ascending; with the rest, those in no split too. */
function trainNodes(dataset: Dataset, withRest: boolean): Uint32Array {
  const train = labelledRows(dataset, 'train');
  const rest = withRest ? labelledRows(dataset, 'none') : [];
  return Uint32Array.from([...train, ...rest]).sort();
}

const noLabels = ({ manifest }: Dataset): PinwiseError =>
  new PinwiseError(
    'no-labels',
    `data set ${manifest.name} has no labelled train items; import it with labels and a split, or set loss.kind=walk`,
  );

const noEdges = ({ manifest }: Dataset): PinwiseError =>
  new PinwiseError(
    'no-edges',
    `no item of data set ${manifest.name} has a neighbour to walk to; use "combined" or "annotation"`,
  );
