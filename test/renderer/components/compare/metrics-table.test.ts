import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../../engine/contract/runs.ts';
import MetricsTable from '../../../../renderer/components/compare/MetricsTable.vue';
import { headline, isShare, metricName } from '../../../../renderer/words/run-words.ts';

const estimate = (value: number) => ({ value, low: value - 0.02, high: value + 0.02 });
const ofLabels = (accuracy: number, f1 = accuracy) => ({
  accuracy: estimate(accuracy),
  micro_f1: estimate(f1),
});

const evaluation = (change: Partial<Evaluation> = {}): Evaluation => ({
  split: { name: 'test', fingerprint: 'f', items: 99, queries: 0, pairs: 0, labelled: 1000 },
  runs: [
    { run: 'one', n_queries: 0, metrics: ofLabels(0.81) },
    { run: 'two', n_queries: 0, metrics: ofLabels(0.77) },
  ],
  differences: ['accuracy', 'micro_f1'].map((metric) => ({
    ...{ a: 'one', b: 'two', metric, difference: 0.04, low: 0.01, high: 0.07, p: 0.01 },
  })),
  ...change,
});
const shown = (given: Evaluation): string =>
  mount(MetricsTable, { props: { evaluation: given, a: 'one', b: 'two' } }).text();

describe('offline metrics of models that tell labels', () => {
  it('are shown where there are no pairs, by what they were measured on', () => {
    const text = shown(evaluation());
    expect(text).toContain('1,000 labelled test items');
    expect(text).toContain('Accuracy');
    expect(text).toContain('Micro-F1');
    expect(text).toContain('81.0%');
    expect(text).toContain('A is higher by 4.0 points');
    expect(text).not.toContain('queries');
  });

  it('a model without labels beside one with: no row, and a sentence why', () => {
    const runs = evaluation().runs.map((one, i) => (i === 0 ? one : { ...one, metrics: {} }));
    expect(shown(evaluation({ runs, differences: [] }))).toContain('Nothing to compare by');
  });

  it('stand in for the hit rate in lists', () => {
    expect(headline(ofLabels(0.8)).hitRate?.[0]).toBe('accuracy');
    expect(headline(ofLabels(0.4, 0.7)).hitRate?.[0]).toBe('micro_f1');
    expect(headline({ ...ofLabels(0.8), 'hit_rate@1%': estimate(0.1) }).hitRate?.[0]).toBe('hit_rate@1%');
    expect(headline({})).toEqual({ hitRate: undefined, mrr: undefined });
    expect([metricName('micro_f1'), isShare('accuracy')]).toEqual(['Micro-F1', true]);
  });
});
