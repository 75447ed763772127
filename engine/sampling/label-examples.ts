/**
 * Labelled nodes in minibatches (GraphSAGE, Hamilton et al., NeurIPS 2017, section 3.2, supervised): each epoch deals
 * all of them once, in an order that depends on (seed, epoch).
 *
 *   nodes (count)   labels: with one label a node, its class (count); else 0 or 1 for each class (count, classes)
 */
import { epochDeal } from './epoch-deal.ts';
import type { ExampleSource } from './examples.ts';

export interface LabelExamples {
  /** Rows of the nodes to learn from, each with a label. */
  readonly nodes: Uint32Array;
  /** Classes of item i: `indices[indptr[i]] .. indices[indptr[i + 1] - 1]`. */
  readonly indptr: Uint32Array;
  readonly indices: Uint32Array;
  readonly classes: number;
  /** Whether a node may have several labels. */
  readonly multi: boolean;
  readonly batchSize: number;
}

/** Examples `nodes`, with the values `labels`. */
export function labelExamples(options: LabelExamples, seed: number): ExampleSource {
  const { nodes, indptr, indices, classes, multi, batchSize } = options;
  const { stepsPerEpoch, dealt } = epochDeal(nodes, batchSize, seed);
  return {
    stepsPerEpoch,
    examples(step, part) {
      const { chosen } = dealt(step, part);
      return {
        count: chosen.length,
        items: { nodes: chosen },
        values: { labels: multi ? several(chosen) : chosen.map((node) => indices[indptr[node]]) },
      };
    },
  };

  function several(chosen: Uint32Array): Float32Array {
    const labels = new Float32Array(chosen.length * classes);
    chosen.forEach((node, i) => {
      for (let e = indptr[node]; e < indptr[node + 1]; e++) labels[i * classes + indices[e]] = 1;
    });
    return labels;
  }
}
