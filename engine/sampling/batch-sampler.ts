/**
 * Puts minibatches together: the examples' distinct items are the seeds, in order of first mention; blocks of their
 * neighbours; features of the outermost nodes.
 */
import { WHOLE } from './batch.ts';
import type { Batch, BatchSampler, Positions } from './batch.ts';
import type { Block } from './blocks.ts';
import type { Examples, ExampleSource } from './examples.ts';
import { gatherFeatures } from './gather-features.ts';
import type { Dropout } from './gather-features.ts';
import { hiddenDropout, hiddenFactors } from './hidden-dropout.ts';
import type { HiddenDropout } from './hidden-dropout.ts';

export interface BatchParts {
  /** Features of all items, float32 (N, F). */
  readonly features: { readonly data: Float32Array; readonly dims: number };
  /** Blocks of distinct seeds, layer 0 first; null for models that look at each item alone. */
  readonly blocks: ((seeds: Uint32Array, step: number) => Block[]) | null;
  /** Of the vectors between layers; none by default. */
  readonly hidden?: HiddenDropout;
}

export function batchSampler(
  source: ExampleSource,
  parts: BatchParts & { seed: number; dropout: number },
): BatchSampler {
  const { seed, dropout: rate } = parts;
  return {
    draw: (step, part = WHOLE) => assemble(source.examples(step, part), parts, step, { rate, seed, step }),
  };
}

/** The batch of some examples. Without `dropout` nothing is left out of the features. */
export function assemble(
  { count, items, values }: Examples,
  { features, blocks: makeBlocks, hidden }: BatchParts,
  step = 0,
  dropout?: Dropout,
): Batch {
  const position = new Map<number, number>();
  const place = (row: number): number => {
    let at = position.get(row);
    if (at === undefined) position.set(row, (at = position.size));
    return at;
  };
  const positions: Record<string, Positions[string]> = { ...values };
  for (const [name, rows] of Object.entries(items)) positions[name] = rows.map(place);
  const seeds = Uint32Array.from(position.keys());
  const blocks = makeBlocks?.(seeds, step) ?? [];
  const rows = blocks[0]?.nodes ?? seeds;
  if (dropout && hidden && hidden.rate > 0) {
    const { seed } = dropout;
    for (const [layer, { nodes }] of blocks.entries()) {
      if (layer > 0) positions[hiddenFactors(layer)] = hiddenDropout(nodes, hidden, { seed, step, layer });
    }
  }
  return { count, blocks, input: { rows, data: gatherFeatures(features, rows, dropout) }, positions };
}
