/** PinSage (Ying et al., KDD 2018) and its ablation (table 1 of the paper). */
import * as z from 'zod';
import { convolutions, loss, sampling, training } from '../settings.ts';
import type { Definition } from './definition.ts';

const graph = (pooling: 'importance' | 'mean') =>
  z.strictObject({
    sampling: sampling(pooling),
    model: convolutions,
    loss,
    training: training({ learningRate: 0.005, decay: 0.85 }),
  });

export type GraphConfig = z.infer<ReturnType<typeof graph>>;

export const pinsage: readonly Definition[] = [
  {
    name: 'pinsage',
    title: 'PinSage',
    description:
      "Graph convolutions over each item's importance neighbours, weighted by visits, on its features; trained on labelled pairs.",
    family: { kind: 'graph', schema: graph('importance') },
  },
  {
    name: 'mean-pooling',
    title: 'Mean pooling',
    description: 'PinSage with all neighbours weighted alike: what importance pooling is compared with.',
    family: { kind: 'graph', schema: graph('mean') },
  },
];
