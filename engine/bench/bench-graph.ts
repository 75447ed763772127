/**
 * The graph of a measurement, from raw files or drawn:
 *
 *   edges   uint32 pairs (item, context), little endian      feats   float32 (items, F), row-major
 */
import { readFileSync } from 'node:fs';
import { random } from '../../evaluations/random.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { BipartiteGraph } from '../graph/bipartite-graph.ts';
import { buildGraph } from '../graph/build-graph.ts';

export interface BenchGraph {
  readonly graph: BipartiteGraph;
  readonly features: { readonly data: Float32Array; readonly dims: number };
}

export interface BenchGraphOptions {
  edges?: string;
  feats?: string;
  items: number;
  contexts: number;
  features: number;
  seed: number;
}

/** Edges of an item in the drawn graph, in the mean. */
const DEGREE = 10;

/** @throws PinwiseError `bad-usage` for files that do not fit the numbers given */
export function benchGraph(options: BenchGraphOptions): BenchGraph {
  const { edges, feats, items, contexts, features: dims, seed } = options;
  const ends = edges === undefined ? drawnEdges(options) : numbersOf(edges);
  if (ends.length === 0 || ends.length % 2 > 0) {
    throw new PinwiseError('bad-usage', `${edges}: it must hold pairs of uint32, item and context`);
  }
  const item = new Uint32Array(ends.length / 2);
  const context = new Uint32Array(ends.length / 2);
  for (let e = 0; e < item.length; e++) [item[e], context[e]] = [ends[2 * e], ends[2 * e + 1]];
  let graph: BipartiteGraph;
  try {
    graph = buildGraph({ items, contexts, item, context, weight: null });
  } catch (cause) {
    throw new PinwiseError(
      'bad-usage',
      `${edges}: ${(cause as Error).message}; look at --items and --contexts`,
      { cause },
    );
  }
  const data = feats === undefined ? drawnFeatures(items * dims, seed) : floatsOf(feats);
  if (data.length !== items * dims) {
    throw new PinwiseError(
      'bad-usage',
      `${feats}: ${data.length} numbers, and ${items} items of ${dims} features need ${items * dims}; look at ` +
        '--items and --features',
    );
  }
  return { graph, features: { data, dims } };
}

function numbersOf(path: string): Uint32Array {
  const bytes = read(path);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
}

/** In shared memory, as sampler threads read them. */
function floatsOf(path: string): Float32Array {
  const bytes = read(path);
  const data = new Float32Array(new SharedArrayBuffer(4 * Math.floor(bytes.byteLength / 4)));
  data.set(new Float32Array(bytes.buffer, bytes.byteOffset, data.length));
  return data;
}

function read(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  } catch (cause) {
    throw new PinwiseError('bad-usage', `${path} cannot be read (${(cause as Error).message})`, { cause });
  }
}

function drawnEdges({ items, contexts, seed }: BenchGraphOptions): Uint32Array {
  const rng = random(seed, 'bench edges');
  const ends = new Uint32Array(2 * items * DEGREE);
  for (let e = 0; e < items * DEGREE; e++) {
    ends[2 * e] = e % items;
    ends[2 * e + 1] = rng.below(contexts);
  }
  return ends;
}

function drawnFeatures(length: number, seed: number): Float32Array {
  const rng = random(seed, 'bench features');
  const data = new Float32Array(new SharedArrayBuffer(4 * length));
  for (let i = 0; i < length; i++) data[i] = 2 * rng.next() - 1;
  return data;
}
