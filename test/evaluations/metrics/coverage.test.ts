import { expect, it } from 'vitest';
import { metricCollector } from '../../../evaluations/metrics/collector.ts';
import { coverage } from '../../../evaluations/metrics/coverage.ts';
import { random } from '../../../evaluations/random.ts';

it('has the jackknife interval that leaving the queries out one by one gives', () => {
  const rng = random(8);
  const items = 60;
  const collector = metricCollector({ items, ks: [10] });
  for (let q = 0; q < 9; q++)
    collector.add(
      q,
      [59],
      Float32Array.from({ length: items }, () => rng.next()),
    );
  const table = collector.table();
  const share = (answers: Uint32Array[]): number =>
    new Set(answers.flatMap((list) => [...list])).size / items;
  const without = table.firstItems.map((_, out) => share(table.firstItems.filter((_, q) => q !== out)));
  const mean = without.reduce((a, b) => a + b) / 9;
  const error = Math.sqrt((8 / 9) * without.reduce((sum, x) => sum + (x - mean) ** 2, 0));

  const { value, low, high } = coverage(table);
  expect(value).toBe(share(table.firstItems));
  expect(low).toBeCloseTo(value - 1.959963984540054 * error, 12);
  expect(high).toBeCloseTo(Math.min(1, value + 1.959963984540054 * error), 12);
});
