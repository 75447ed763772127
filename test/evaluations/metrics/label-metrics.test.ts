import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { whole } from '../../../evaluations/parts.ts';
import { random } from '../../../evaluations/random.ts';
import {
  crossEntropy,
  labelEstimatesInParts,
  labelTable,
  labelValues,
  toldClasses,
} from '../../../evaluations/metrics/label-metrics.ts';
import type { LabelTable, ToldLabels } from '../../../evaluations/metrics/label-metrics.ts';

interface Case {
  multi: boolean;
  truth: number[][];
  probabilities: number[];
  accuracy: number;
  micro_f1: number;
  loss: number;
}
const golden = JSON.parse(readFileSync(new URL('../../golden/labels.json', import.meta.url), 'utf8')) as {
  classes: number;
  cases: Case[];
};

const toldOf = ({ multi, truth, probabilities }: Case, rows = [...truth.keys()]): ToldLabels => ({
  ...{ rows, multi, classes: golden.classes, truth: (row) => truth[row] },
  probabilities: Float32Array.from(probabilities),
});
const tableOf = (one: Case, rows?: number[]): LabelTable => labelTable(toldOf(one, rows));

describe('metrics of labels', () => {
  it.each(golden.cases)('agree with scikit-learn (several labels: $multi)', (one) => {
    const found = labelValues(tableOf(one));
    expect(found.accuracy).toBeCloseTo(one.accuracy, 9);
    expect(found.micro_f1).toBeCloseTo(one.micro_f1, 9);
    expect(found.micro_f1 === found.accuracy).toBe(!one.multi);
    expect(crossEntropy(toldOf(one))).toBeCloseTo(one.loss, 6);
  });

  it('count no class for a node that no class is told of', () => {
    const found = labelValues(
      labelTable({
        ...{ rows: [0, 1], multi: true, classes: 2, truth: (row) => (row === 0 ? [0] : [0, 1]) },
        probabilities: Float32Array.of(0.1, 0.5, 0.9, 0.6),
      }),
    );
    // 2 hits of 2 told and 3 true ones.
    expect(found).toEqual({ accuracy: 0.5, micro_f1: 4 / 5 });
  });

  it('of equally probable classes the first is told', () => {
    expect(toldClasses(Float32Array.of(0.2, 0.4, 0.4), false)).toEqual([1]);
  });

  it('the interval of an accuracy is about as wide as the normal one, and holds the value', () => {
    const rows = Array.from({ length: 1000 }, (_, row) => row);
    const probabilities = Float32Array.from(rows.flatMap((row) => (row % 5 === 0 ? [1, 0] : [0, 1])));
    const table = labelTable({ rows, probabilities, classes: 2, multi: false, truth: () => [1] });
    const { accuracy } = whole(labelEstimatesInParts(table, { rng: random(0, 'bootstrap') }));
    expect(accuracy.value).toBeCloseTo(0.8, 12);
    const half = 1.96 * Math.sqrt((0.8 * 0.2) / 1000);
    expect(accuracy.high - accuracy.low).toBeGreaterThan(1.8 * half);
    expect(accuracy.high - accuracy.low).toBeLessThan(2.2 * half);
  });

  it('no node is no figure', () => {
    expect(() => labelValues(tableOf(golden.cases[0], []))).toThrow('no node');
  });
});
