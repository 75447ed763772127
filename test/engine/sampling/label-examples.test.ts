import { describe, expect, it } from 'vitest';
import { labelExamples } from '../../../engine/sampling/label-examples.ts';

const WHOLE = { index: 0, of: 1 };
/** Node i has class i % 3, and class 3 too where it is even. */
const items = 20;
const several = Array.from({ length: items }, (_, i) => (i % 2 === 0 ? [i % 3, 3] : [i % 3]));
const csr = (labels: number[][]) => ({
  indptr: Uint32Array.from([0, ...labels].map((_, i) => labels.slice(0, i).flat().length)),
  indices: Uint32Array.from(labels.flat()),
});
const nodes = Uint32Array.from([1, 3, 4, 6, 9, 10, 19]);

describe('labelled nodes in minibatches', () => {
  const source = labelExamples(
    { nodes, ...csr(several.map(([label]) => [label])), classes: 4, multi: false, batchSize: 3 },
    5,
  );

  it('each epoch deals all of them once, in another order, each with its class', () => {
    expect(source.stepsPerEpoch).toBe(3);
    const epochs = [0, 1].map((epoch) =>
      [0, 1, 2].flatMap((step) => {
        const { count, items: of, values } = source.examples(epoch * 3 + step, WHOLE);
        expect(count).toBe(step === 2 ? 1 : 3);
        expect([...values!.labels]).toEqual([...of.nodes].map((node) => node % 3));
        return [...of.nodes];
      }),
    );
    for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual([...nodes]);
    expect(epochs[0]).not.toEqual(epochs[1]);
  });

  it('a step is the same whoever asks first, and its parts are its whole', () => {
    const later = source.examples(4, WHOLE);
    source.examples(0, WHOLE);
    expect(source.examples(4, WHOLE)).toEqual(later);
    const parts = [0, 1].map((index) => [...source.examples(4, { index, of: 2 }).items.nodes]);
    expect(parts.flat()).toEqual([...later.items.nodes]);
  });

  it('several labels come as 0 and 1 for each class', () => {
    const multi = labelExamples({ nodes, ...csr(several), classes: 4, multi: true, batchSize: 7 }, 5);
    const { items: of, values } = multi.examples(0, WHOLE);
    [...of.nodes].forEach((node, i) =>
      expect([...values!.labels.slice(4 * i, 4 * i + 4)]).toEqual(
        [0, 1, 2, 3].map((label) => (several[node].includes(label) ? 1 : 0)),
      ),
    );
  });
});
