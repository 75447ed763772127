/** The baselines of PinSage's tables 1 and 2 (Ying et al., KDD 2018). */
import * as z from 'zod';
import { loss, perceptron, training, walk } from '../settings.ts';
import type { Definition } from './definition.ts';

const features = z.strictObject({
  model: perceptron,
  loss,
  training: training({ learningRate: 0.01, decay: 0.9 }),
});

export type PerceptronConfig = z.infer<typeof features>;

export const baselines: readonly Definition[] = [
  {
    name: 'combined',
    title: 'Combined features',
    description:
      'A two-layer perceptron on all features of an item, without the graph, trained on the same loss.',
    family: { kind: 'perceptron', schema: features },
  },
  {
    name: 'visual',
    title: 'Visual',
    description: 'Nearest neighbours by the picture alone (cosine); nothing is trained.',
    family: { kind: 'nearest', block: 'visual', schema: z.strictObject({}) },
  },
  {
    name: 'annotation',
    title: 'Annotation',
    description: 'Nearest neighbours by title and text alone (cosine); nothing is trained.',
    family: { kind: 'nearest', block: 'text', schema: z.strictObject({}) },
  },
  {
    name: 'random-walk',
    title: 'Random walk',
    description:
      'Items by the expected visits of random walks from the query (as Pixie); nothing is trained.',
    family: { kind: 'walk', schema: z.strictObject({ walk }) },
  },
];
