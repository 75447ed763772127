/**
 * Outside marks that read the graph alone, no features and no labelled pairs: matrix factorisation by BPR, item
 * neighbours and EASE. On the usual public sets published PinSage rows without features lose to them.
 */
import * as z from 'zod';
import { whole } from '../settings.ts';
import type { Definition } from './definition.ts';

const kept = whole(
  'Neighbours',
  'The most alike items of each item that are kept; others score 0.',
  1,
  20_000,
  1000,
);

const itemknn = z.strictObject({
  similarity: z
    .strictObject({
      neighbors: kept,
      shrink: z
        .number()
        .min(0)
        .max(10_000)
        .meta({
          title: 'Shrinkage',
          description:
            'Added under the fraction of the cosine: likeness that few contexts speak for counts less.',
        })
        .default(0),
    })
    .meta({ title: 'Similarity', description: 'How alike two items are by the contexts that they share.' })
    .prefault({}),
});
export type ItemKnnConfig = z.infer<typeof itemknn>;

const ease = z.strictObject({
  similarity: z
    .strictObject({
      neighbors: kept,
      lambda: z
        .number()
        .gt(0)
        .max(1e6)
        .meta({
          title: 'Ridge (lambda)',
          description: 'Holds the weights down; more for data with more contexts.',
        })
        .default(100),
    })
    .meta({
      title: 'Similarity',
      description: 'Weights with which the items of a context are told from the others.',
    })
    .prefault({}),
});
export type EaseConfig = z.infer<typeof ease>;

const bpr = z.strictObject({
  model: z
    .strictObject({
      factors: whole('Factors', 'Length of the vector of each item and each context.', 1, 1024, 64),
    })
    .meta({ title: 'Model', description: 'Size of the factorisation.' })
    .prefault({}),
  loss: z
    .strictObject({
      regularization: z
        .number()
        .min(0)
        .max(10)
        .meta({ title: 'Regularisation', description: 'Pulls factors and biases towards 0.' })
        .default(0.01),
      negatives: z
        .enum(['degree', 'uniform'])
        .meta({
          title: 'Negatives',
          description: 'One for each edge: an item outside the context, drawn by its edges or uniformly.',
        })
        .default('degree'),
    })
    .meta({
      title: 'Loss',
      description: 'Bayesian personalised ranking: items of a context above all others.',
    })
    .prefault({}),
  training: z
    .strictObject({
      epochs: whole('Epochs', 'Passes over the edges; the best by the tune split is kept.', 1, 10_000, 200),
      batchSize: whole(
        'Step',
        'Edges in a step of the curve; each is an update by itself.',
        1,
        1_000_000,
        4096,
      ),
      learningRate: z
        .number()
        .gt(0)
        .max(10)
        .meta({ title: 'Learning rate', description: 'Of plain gradient descent.' })
        .default(0.05),
    })
    .meta({ title: 'Training', description: 'How long and how fast it learns.' })
    .prefault({}),
});
export type BprConfig = z.infer<typeof bpr>;

export const collaborative: readonly Definition[] = [
  {
    name: 'bpr',
    title: 'Matrix factorisation',
    description:
      'Vectors of items and contexts learned from the edges alone by Bayesian personalised ranking (BPR).',
    family: { kind: 'bpr', schema: bpr },
  },
  {
    name: 'itemknn',
    title: 'Item neighbours',
    description: 'Items by the cosine of the contexts that they share (ItemKNN); nothing is trained.',
    family: { kind: 'itemknn', schema: itemknn },
  },
  {
    name: 'ease',
    title: 'EASE',
    description: 'Item weights that rebuild the contexts best in least squares, solved at once (EASE).',
    family: { kind: 'ease', schema: ease },
  },
];
