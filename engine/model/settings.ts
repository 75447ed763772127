/**
 * The settings of the presets, as schemas: each key's title, description and bounds become the form in the window
 * and the words of `bad-config`. What the papers leave open has our default, and says so.
 */
import * as z from 'zod';

export const whole = (title: string, description: string, low: number, high: number, value: number) =>
  z.number().int().min(low).max(high).meta({ title, description }).default(value);

const hops = (value: number) =>
  whole(
    'Hops',
    'Most item hops of a walk (item, context, item). The paper does not say; 3 here.',
    1,
    50,
    value,
  );
const restart = z
  .number()
  .min(0)
  .max(1)
  .meta({ title: 'Restart', description: 'Probability that a walk ends after a hop.' })
  .default(0.5);

/** Who counts as a neighbour. */
export const sampling = (pooling: 'importance' | 'mean' | 'max') =>
  z
    .strictObject({
      neighbors: whole(
        'Neighbours (T)',
        'The items that the walks visit most are kept, this many; the paper has 50 on a graph of billions of edges.',
        1,
        1000,
        10,
      ),
      pooling: z
        .enum(['importance', 'mean', 'max'])
        .meta({
          title: 'Pooling',
          description:
            'Neighbours weighted by their share of the visits, or all alike, or the largest of each value.',
        })
        .default(pooling),
      walks: whole('Walks', 'Random walks from each item.', 1, 100_000, 100),
      hops: hops(3),
      restart,
    })
    .meta({ title: 'Sampling', description: 'How random walks choose the neighbours of an item.' })
    .prefault({});

const hidden = whole('Hidden size', 'Length of the vectors between the layers.', 1, 8192, 128);
const output = whole('Embedding size', 'Length of the vectors that are compared.', 1, 8192, 64);
export const inputDropout = z
  .number()
  .min(0)
  .lt(1)
  .meta({
    title: 'Input dropout',
    description: 'Share of the features that each training step leaves out at random; guards small data.',
  })
  .default(0.3);

export const itemVector = whole(
  'Item vector',
  'Length of a vector learned for each item; only where the data bring neither pictures, text nor features.',
  0,
  1024,
  32,
);

/** Convolutions and head. */
export const convolutions = z
  .strictObject({
    layers: whole('Layers (K)', 'Convolutions one on another: how far the graph is looked at.', 1, 4, 2),
    hidden,
    output,
    inputDropout,
    itemVector,
  })
  .meta({ title: 'Model', description: 'Size of the network.' })
  .prefault({});

/** The perceptron has no neighbours, so no layers of them. */
export const perceptron = z
  .strictObject({ hidden, output, inputDropout, itemVector })
  .meta({ title: 'Model', description: 'Size of the network.' })
  .prefault({});

const margin = z
  .number()
  .gt(0)
  .max(100)
  .meta({
    title: 'Margin',
    description: 'By how much a positive should score above a negative; the paper does not say, 0.1 here.',
  })
  .default(0.1);
const negatives = (value = 500) =>
  whole('Negatives', 'Random items that a whole minibatch shares as negatives.', 1, 100_000, value);
const share = (title: string, description: string, value: number) =>
  z.number().min(0).max(1).meta({ title, description }).default(value);

export const loss = z
  .strictObject({ margin, negatives: negatives() })
  .meta({ title: 'Loss', description: 'Max-margin loss over labelled pairs.' })
  .prefault({});

/** The graph models' loss; `hardNegatives` 0: none. */
export const graphLoss = (kind: 'max-margin' | 'cross-entropy', hardNegatives: number) =>
  z
    .strictObject({
      kind: z
        .enum(['max-margin', 'cross-entropy'])
        .meta({ title: 'Kind', description: 'What the score of a positive is held against negatives with.' })
        .default(kind),
      margin,
      // Cross-entropy sums over the negatives, so that hundreds would drown the one positive: GraphSAGE has 20.
      negatives: negatives(kind === 'cross-entropy' ? 20 : 500),
      hardNegatives: whole(
        'Hard negatives',
        'Most for each query: n - 1 in epoch n, up to this many; 0 for none.',
        0,
        1000,
        hardNegatives,
      ),
      bandLow: share(
        'Band from',
        'Hard negatives are items that walks from the query reach; ranked by visits, the band begins at this share of them.',
        0.2,
      ),
      bandHigh: share('Band to', 'Where the band of hard negatives ends.', 0.5),
      hardWeight: z
        .number()
        .min(0)
        .max(1000)
        .meta({ title: 'Weight of hard negatives', description: 'What one counts beside a shared negative.' })
        .default(10),
    })
    .refine(({ bandLow, bandHigh }) => bandLow <= bandHigh, {
      path: ['bandHigh'],
      message: 'it must be at least loss.bandLow',
    })
    .meta({ title: 'Loss', description: 'What is learned from labelled pairs.' })
    .prefault({});

/** The schedule is each preset's own: the one that did best on the demo's tune split. */
export const training = (schedule: { learningRate: number; decay: number; warmupEpochs?: number }) =>
  z
    .strictObject({
      epochs: whole(
        'Epochs',
        'Passes over the training pairs; the best by the tune split is kept.',
        1,
        10_000,
        10,
      ),
      batchSize: whole('Batch size', 'Labelled pairs in a step.', 1, 65_536, 512),
      learningRate: z
        .number()
        .gt(0)
        .max(10)
        .meta({ title: 'Learning rate', description: 'Of Adam, at its highest.' })
        .default(schedule.learningRate),
      warmupEpochs: z
        .number()
        .min(0)
        .max(1000)
        .meta({
          title: 'Warm-up',
          description:
            'Epochs over which the learning rate rises from 0. Left as it is, graph models take at least 200 steps for it, in up to 6 epochs.',
        })
        .default(schedule.warmupEpochs ?? 1),
      decay: z
        .number()
        .gt(0)
        .max(1)
        .meta({
          title: 'Decay',
          description: 'Factor on the learning rate over each epoch after the warm-up.',
        })
        .default(schedule.decay),
      patience: whole(
        'Patience',
        'Stops after this many epochs without a better tune metric; 0 goes through all epochs.',
        0,
        10_000,
        0,
      ),
      workers: whole(
        'Sampler threads',
        'Threads that draw the next minibatches while the present one is computed; 0 draws in between. The result is the same.',
        0,
        64,
        1,
      ),
      replicas: whole(
        'Replicas',
        'Processes, one for each GPU where there are several, that share each minibatch and average their gradients.',
        1,
        64,
        1,
      ),
    })
    .meta({ title: 'Training', description: 'How long and how fast it learns.' })
    .prefault({});

/** The walk as a model of its own: all visits are expected, none is drawn, so there is no number of walks. */
export const walk = z
  .strictObject({ hops: hops(3), restart })
  .meta({ title: 'Walk', description: 'The walk whose expected visits rank the items.' })
  .prefault({});
