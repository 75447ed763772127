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
import type { HiddenDropout } from './hidden-dropout.ts';
import { labelExamples } from './label-examples.ts';
import type { LabelExamples } from './label-examples.ts';
import { importanceNeighborhoods } from './importance-neighborhoods.ts';
import { neighborTables } from './neighborhoods.ts';
import type { NeighborhoodOptions } from './importance-neighborhoods.ts';
import type { NeighborTables } from './neighborhoods.ts';
import { pairExamples } from './pair-examples.ts';
import type { PairExamples } from './pair-examples.ts';
import { uniformBlockMaker } from './uniform-blocks.ts';
import { uniformNeighborhoods } from './uniform-neighbors.ts';
import type { UniformDraw } from './uniform-blocks.ts';
import { walkExamples } from './walk-pairs.ts';
import type { WalkExamples } from './walk-pairs.ts';

export interface SamplerSpec {
  readonly seed: number;
  readonly examples: ExamplesSpec;
  /** Whose rows the model reads besides the seeds'; null for models that look at each item alone. */
  readonly blocks: BlocksSpec | null;
  /** Features of all items, float32 (N, F), as the model is fed with them. */
  readonly features: { readonly data: Float32Array; readonly dims: number };
  /** Share of the features that a step leaves out. */
  readonly dropout: number;
  /** The same for the vectors between layers; none by default. */
  readonly hidden?: HiddenDropout;
}

export type ExamplesSpec =
  | ({ readonly kind: 'pairs' } & PairExamples)
  | ({ readonly kind: 'walk'; readonly cap: number; readonly tables: NeighborTables } & WalkExamples)
  | ({ readonly kind: 'labels' } & LabelExamples);

export type BlocksSpec = {
  readonly graph: BipartiteGraph;
  /** Those of the run; rows not drawn yet are drawn by whoever needs them first, alike. */
  readonly tables: NeighborTables;
} & (
  | {
      readonly kind: 'importance';
      readonly options: NeighborhoodOptions;
      readonly layers: number;
      /** Drawn anew for every step, as the paper does, in tables of the sampler's own; for measurements. */
      readonly fresh?: boolean;
    }
  | { readonly kind: 'uniform'; readonly cap: number; readonly draw: Omit<UniformDraw, 'seed'> }
);

export function samplerOf(spec: SamplerSpec): BatchSampler {
  return batchSampler(sourceOf(spec), { ...spec, blocks: blocksOf(spec) });
}

/** The examples alone: how many steps an epoch has. */
export function sourceOf({ examples, seed }: Pick<SamplerSpec, 'examples' | 'seed'>): ExampleSource {
  switch (examples.kind) {
    case 'pairs':
      return pairExamples(examples, seed);
    case 'labels':
      return labelExamples(examples, seed);
    case 'walk': {
      const { graph, cap, tables } = examples;
      return walkExamples(examples, uniformNeighborhoods(graph, cap, seed, tables), seed);
    }
  }
}

function blocksOf({ blocks, seed }: SamplerSpec): BatchParts['blocks'] {
  if (!blocks) return null;
  const { graph, tables } = blocks;
  if (blocks.kind === 'uniform') {
    const neighborhoods = uniformNeighborhoods(graph, blocks.cap, seed, tables);
    return uniformBlockMaker(neighborhoods, { ...blocks.draw, seed });
  }
  const { options, layers, fresh } = blocks;
  if (fresh) return freshBlocks(graph, options, layers, seed);
  const make = blockMaker(importanceNeighborhoods(graph, options, seed, tables));
  return (seeds) => make(seeds, layers);
}

function freshBlocks(
  graph: BipartiteGraph,
  options: NeighborhoodOptions,
  layers: number,
  seed: number,
): BatchParts['blocks'] {
  const tables = neighborTables(graph.items, options.neighbors);
  let present = 0;
  const make = blockMaker(importanceNeighborhoods(graph, options, seed, tables, () => `walk|${present}`));
  return (seeds, step) => {
    present = step;
    tables.sizes.fill(-1);
    return make(seeds, layers);
  };
}
