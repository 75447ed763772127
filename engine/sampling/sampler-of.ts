/**
 * The sampler of a training from a description that is plain data, so that a thread can be given it: structured
 * clones share what lies in shared memory. A new kind of examples or neighbours gets its line in `sourceOf` or
 * `blocksOf`.
 */
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import type { BatchSampler } from './batch.ts';
import { batchSampler } from './batch-sampler.ts';
import type { BatchParts } from './batch-sampler.ts';
import { blockMaker } from './blocks.ts';
import type { ExampleSource } from './examples.ts';
import { createNeighborhoods } from './neighborhoods.ts';
import type { NeighborhoodOptions, NeighborTables } from './neighborhoods.ts';
import { pairExamples } from './pair-examples.ts';
import type { PairExamples } from './pair-examples.ts';

export interface SamplerSpec {
  readonly seed: number;
  readonly examples: ExamplesSpec;
  /** Whose rows the model reads besides the seeds'; null for models that look at each item alone. */
  readonly blocks: BlocksSpec | null;
  /** Features of all items, float32 (N, F), as the model is fed with them. */
  readonly features: { readonly data: Float32Array; readonly dims: number };
  /** Share of the features that a step leaves out. */
  readonly dropout: number;
}

export type ExamplesSpec = { readonly kind: 'pairs' } & PairExamples;

export type BlocksSpec = {
  readonly kind: 'importance';
  readonly graph: BipartiteGraph;
  readonly options: NeighborhoodOptions;
  readonly layers: number;
  /** Those of the run; rows not drawn yet are drawn by whoever needs them first, alike. */
  readonly tables: NeighborTables;
};

export function samplerOf(spec: SamplerSpec): BatchSampler {
  return batchSampler(sourceOf(spec), { ...spec, blocks: blocksOf(spec) });
}

/** The examples alone: how many steps an epoch has. */
export function sourceOf({ examples, seed }: Pick<SamplerSpec, 'examples' | 'seed'>): ExampleSource {
  return pairExamples(examples, seed);
}

function blocksOf({ blocks, seed }: SamplerSpec): BatchParts['blocks'] {
  if (!blocks) return null;
  const { graph, options, layers, tables } = blocks;
  const make = blockMaker(createNeighborhoods(graph, options, seed, tables));
  return (seeds) => make(seeds, layers);
}
