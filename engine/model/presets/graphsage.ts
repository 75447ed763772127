/** GraphSAGE (Hamilton et al., NeurIPS 2017) with each of its four aggregators. */
import * as z from 'zod';
import type { RunConfig } from '../../contract/runs.ts';
import type { Aggregator } from '../sage-layer.ts';
import { itemVector, training, whole } from '../settings.ts';
import type { Definition } from './definition.ts';

const sampling = z
  .strictObject({
    neighbors1: whole(
      'Neighbours, first layer (S1)',
      'Drawn anew in each step for every node of the first layer, the one farther from the minibatch.',
      1,
      1000,
      25,
    ),
    neighbors2: whole('Neighbours, later layers (S2)', 'The same for the other layers.', 1, 1000, 10),
    replacement: z
      .boolean()
      .meta({
        title: 'With replacement',
        description:
          'Draw each neighbour from all of them, always S; otherwise distinct ones, all of them where there are fewer.',
      })
      .default(false),
    cap: whole(
      'Most neighbours',
      'An item keeps so many of its neighbours at random; embeddings are computed from them.',
      1,
      10_000,
      128,
    ),
  })
  .meta({ title: 'Sampling', description: 'How many neighbours are looked at.' })
  .prefault({});

const dropout = (title: string, description: string) =>
  z.number().min(0).lt(1).meta({ title, description }).default(0);

const model = (aggregator: Aggregator) =>
  z
    .strictObject({
      aggregator: z
        .enum([aggregator])
        .meta({ title: 'Aggregator', description: 'How neighbours become one vector; each has its preset.' })
        .default(aggregator),
      layers: whole('Layers (K)', 'How far the graph is looked at.', 1, 4, 2),
      hidden: whole(
        'Hidden size',
        'Length of the vectors between the layers, and of what pool and lstm aggregate.',
        1,
        8192,
        // An LSTM multiplies 4 hidden^2 numbers for each neighbour.
        aggregator === 'lstm' ? 64 : 128,
      ),
      output: whole(
        'Embedding size',
        'Length of the vectors that are compared; the paper has 256.',
        1,
        8192,
        128,
      ),
      lastActivation: z
        .enum(['linear', 'relu'])
        .meta({
          title: 'Last activation',
          description:
            'The last layer with ReLU as in the paper, or without as in its program, so that items can be opposites.',
        })
        .default('linear'),
      inputDropout: dropout(
        'Input dropout',
        'Share of the features that each training step leaves out at random.',
      ),
      hiddenDropout: dropout(
        'Hidden dropout',
        'Share of the values between the layers that each training step leaves out at random.',
      ),
      rowSums: z
        .boolean()
        .meta({
          title: 'Rows sum to 1',
          description:
            'Features without negative values, as bags of words, are divided by the sum of their row; otherwise all are scaled alike.',
        })
        .default(false),
      itemVector,
    })
    .meta({ title: 'Model', description: 'Size of the network.' })
    .prefault({});

const loss = z
  .strictObject({
    kind: z
      .enum(['auto', 'walk', 'labels'])
      .meta({
        title: 'Learn from',
        description:
          'Walks (unsupervised) or the labels of the items; auto takes the labels where the data have them.',
      })
      .default('auto'),
    walks: whole(
      'Walks',
      'From each item in an epoch; ten epochs of five make the 50 of the paper. Walks only.',
      1,
      1000,
      5,
    ),
    walkLength: whole('Walk length', 'Hops of a walk; each visit makes a pair. Walks only.', 1, 100, 5),
    negatives: whole(
      'Negatives (Q)',
      'Random items by degree^0.75 that a minibatch shares. Walks only.',
      1,
      10_000,
      20,
    ),
  })
  .meta({ title: 'Loss', description: 'What it learns from.' })
  .prefault({});

/**
 * Weight decay is for the labels: walks make as many examples as they need. Where the largest value of the neighbours
 * counts, the rate rises more slowly: what rounding starts is else past 1e-2 after an epoch of walks.
 */
const learning = (aggregator: Aggregator) =>
  training({ learningRate: 0.005, decay: 0.9, warmupEpochs: aggregator === 'pool' ? 3 : 1 })
    .unwrap()
    .extend({
      weightDecay: z
        .number()
        .min(0)
        .max(1)
        .meta({
          title: 'Weight decay',
          description: 'Times each weight, added to its gradient: holds the weights small.',
        })
        .default(0),
      useRest: z
        .boolean()
        .meta({
          title: 'Use the rest',
          description:
            'Train on every labelled item that is neither tune nor test, not only on those of the train split. Labels only.',
        })
        .default(false),
    })
    .meta({ title: 'Training', description: 'How long and how fast it learns.' })
    .prefault({});

const sage = (aggregator: Aggregator) =>
  z.strictObject({
    sampling,
    model: model(aggregator),
    loss,
    training: learning(aggregator),
  });

export type SageConfig = Omit<z.infer<ReturnType<typeof sage>>, 'model'> & {
  model: Omit<z.infer<ReturnType<typeof model>>, 'aggregator'> & { aggregator: Aggregator };
};

/**
 * Few labelled items make few steps and are soon known by heart: more epochs, smaller weights, more dropout. Chosen
 * on the tune nodes of Cora and Citeseer.
 */
const ON_LABELS: RunConfig = {
  model: { hidden: 64, output: 64, inputDropout: 0.8, hiddenDropout: 0.5, rowSums: true },
  training: { epochs: 40, learningRate: 0.01, warmupEpochs: 0, decay: 1, weightDecay: 0.005 },
};

const ABOUT: Record<Aggregator, string> = {
  gcn: 'the mean of an item and its neighbours, as in a graph convolutional network',
  mean: "the mean of an item's neighbours beside its own vector",
  lstm: "an LSTM over a random order of an item's neighbours",
  pool: 'the largest of what neighbours tell, value by value, after a layer of their own',
};

export const graphsage: readonly Definition[] = (['gcn', 'mean', 'lstm', 'pool'] as const).map(
  (aggregator) => ({
    name: `graphsage-${aggregator}`,
    title: `GraphSAGE ${aggregator === 'lstm' || aggregator === 'gcn' ? aggregator.toUpperCase() : aggregator}`,
    description: `Layers over uniformly drawn neighbours: ${ABOUT[aggregator]}; learns from walks, or from labels where the data have them.`,
    onLabels: ON_LABELS,
    family: { kind: 'sage', schema: sage(aggregator) as unknown as z.ZodType<SageConfig> },
  }),
);
