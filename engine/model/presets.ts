/**
 * The named methods: PinSage (Ying et al., KDD 2018), its ablation and its baselines (tables 1 and 2 of the paper).
 * A preset is a family (what is computed) with a whole configuration.
 */
import * as z from 'zod';
import { PinwiseError } from '../contract/rpc.ts';
import type { Preset, RunConfig } from '../contract/runs.ts';
import { convolutions, loss, perceptron, sampling, training, walk } from './settings.ts';

const graph = (pooling: 'importance' | 'mean') =>
  z.strictObject({
    sampling: sampling(pooling),
    model: convolutions,
    loss,
    training: training({ learningRate: 0.005, decay: 0.85 }),
  });
const features = z.strictObject({
  model: perceptron,
  loss,
  training: training({ learningRate: 0.01, decay: 0.9 }),
});

export type GraphConfig = z.infer<ReturnType<typeof graph>>;
export type PerceptronConfig = z.infer<typeof features>;

/** What is computed for a preset; `schema` parses its configuration. */
export type Family =
  | { readonly kind: 'graph'; readonly schema: z.ZodType<GraphConfig> }
  | { readonly kind: 'perceptron'; readonly schema: z.ZodType<PerceptronConfig> }
  | { readonly kind: 'nearest'; readonly block: 'visual' | 'text'; readonly schema: z.ZodType<RunConfig> }
  | { readonly kind: 'walk'; readonly schema: z.ZodType<RunConfig> };

interface Definition {
  name: string;
  title: string;
  description: string;
  family: Family;
}

const definitions: readonly Definition[] = [
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

/** All presets, the flagship first. */
export const presets: readonly Preset[] = definitions.map(({ name, title, description, family }) => ({
  name,
  title,
  description,
  trains: family.kind === 'graph' || family.kind === 'perceptron',
  config: family.schema.parse({}) as RunConfig,
  schema: z.toJSONSchema(family.schema),
}));

/** @throws PinwiseError `no-preset` */
export function presetNamed(name: string): Preset {
  return presets[indexOf(name)];
}

/** What is computed for preset `name`. @throws PinwiseError `no-preset` */
export function familyOf(name: string): Family {
  return definitions[indexOf(name)].family;
}

function indexOf(name: string): number {
  const index = definitions.findIndex((one) => one.name === name);
  if (index >= 0) return index;
  const known = definitions.map((one) => one.name).join(', ');
  throw new PinwiseError('no-preset', `there is no preset "${name}"; choose one of ${known}`);
}
