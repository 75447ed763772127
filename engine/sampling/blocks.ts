/**
 * Blocks of a minibatch (PinSage, Ying et al. 2018, Algorithm 2): for seeds S(K), S(k-1) is S(k) with the
 * neighbours of S(k); each layer gets a small graph from S(k-1) to S(k) whose nodes are numbered from 0.
 */
import type { SparseRows } from '../backend/pool.ts';
import type { Neighborhoods } from './neighborhoods.ts';

/** Edges of one layer: row i of the sparse rows is node `nodes[i]`, its indices are positions in `nodes`. */
export interface Block extends SparseRows {
  /** Items of the layer's input, each once; the first `destinations` of them are the layer's output. */
  readonly nodes: Uint32Array;
  readonly destinations: number;
}

/** Makes the blocks of `layers` layers, the first layer's first, for distinct `seeds`. */
export type BlockMaker = (seeds: Uint32Array, layers: number) => Block[];

/** The maker keeps an array of one position per item between calls, so a call costs only its own nodes. */
export function blockMaker(neighborhoods: Neighborhoods): BlockMaker {
  const position = new Int32Array(neighborhoods.items).fill(-1);

  const expand = (destinations: Uint32Array): Block => {
    const { width, neighbors } = neighborhoods;
    const nodes = Array.from(destinations);
    nodes.forEach((node, i) => (position[node] = i));
    const indptr = new Uint32Array(destinations.length + 1);
    destinations.forEach((node, i) => (indptr[i + 1] = indptr[i] + neighborhoods.ensure(node)));
    const indices = new Uint32Array(indptr[destinations.length]);
    const weights = new Float32Array(indices.length);
    destinations.forEach((node, i) => {
      const from = node * width;
      for (let e = indptr[i], t = from; e < indptr[i + 1]; e++, t++) {
        const neighbor = neighbors[t];
        if (position[neighbor] < 0) position[neighbor] = nodes.push(neighbor) - 1;
        indices[e] = position[neighbor];
        weights[e] = neighborhoods.weights[t];
      }
    });
    for (const node of nodes) position[node] = -1;
    return { nodes: Uint32Array.from(nodes), destinations: destinations.length, indptr, indices, weights };
  };

  return (seeds, layers) => {
    const blocks: Block[] = [];
    for (let k = 0; k < layers; k++) blocks.unshift(expand(blocks[0]?.nodes ?? seeds));
    return blocks;
  };
}
