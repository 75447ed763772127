/** PinSage (Ying et al., KDD 2018) and its ablation (table 1 of the paper). */
import * as z from 'zod';
import { convolutions, graphLoss, sampling, training } from '../settings.ts';
import type { Definition } from './definition.ts';

interface Variant {
  pooling: 'importance' | 'mean' | 'max';
  kind?: 'max-margin' | 'cross-entropy';
  /** Most hard negatives of a query. */
  hard?: number;
  learningRate?: number;
  decay?: number;
}

const graph = ({ pooling, kind = 'max-margin', hard = 0, learningRate = 0.005, decay = 0.85 }: Variant) =>
  z.strictObject({
    sampling: sampling(pooling),
    model: convolutions,
    loss: graphLoss(kind, hard),
    training: training({ learningRate, decay }),
  });

export type GraphConfig = z.infer<ReturnType<typeof graph>>;

const definition = (name: string, title: string, description: string, variant: Variant): Definition => ({
  ...{ name, title, description },
  family: { kind: 'graph', schema: graph(variant) },
});

export const pinsage: readonly Definition[] = [
  definition(
    'pinsage',
    'PinSage',
    "Graph convolutions over each item's importance neighbours, weighted by visits, on its features; trained on labelled pairs against random and hard negatives.",
    { pooling: 'importance', hard: 6 },
  ),
  definition(
    'mean-pooling-hard',
    'Mean pooling, hard negatives',
    'PinSage with all neighbours weighted alike: what importance pooling is compared with.',
    { pooling: 'mean', hard: 6 },
  ),
  definition(
    'mean-pooling',
    'Mean pooling',
    'All neighbours weighted alike and no hard negatives: what both are compared with.',
    { pooling: 'mean' },
  ),
  definition(
    'mean-pooling-xent',
    'Mean pooling, cross-entropy',
    'Mean pooling trained by cross-entropy instead of max-margin: what the loss is compared with.',
    { pooling: 'mean', kind: 'cross-entropy' },
  ),
  definition(
    'max-pooling',
    'Max pooling',
    'The largest of what the neighbours tell, value by value, instead of their mean; no hard negatives.',
    // One neighbour decides each value: at .005 what rounding starts is past 1e-2 after an epoch.
    { pooling: 'max', learningRate: 0.004 },
  ),
];
