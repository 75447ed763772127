import { describe, expect, it } from 'vitest';
import { cosineKurtosis, kurtosis } from '../../../evaluations/metrics/kurtosis.ts';
import { random } from '../../../evaluations/random.ts';
import golden from '../../golden/ranking-metrics.json' with { type: 'json' };

describe('kurtosis', () => {
  it('matches scipy.stats.kurtosis and its jackknife by leaving values out one by one', () => {
    const { values, excess, jackknife_se } = golden.kurtosis;
    const found = kurtosis(Float64Array.from(values))!;
    expect(found.value).toBeCloseTo(excess, 10);
    expect((found.high - found.low) / 2 / 1.959963984540054).toBeCloseTo(jackknife_se, 8);
  });

  it('is null for values that do not vary', () => {
    expect(kurtosis(new Float64Array(9).fill(0.25))).toBeNull();
    expect(kurtosis(Float64Array.of(1, 0, 0, 0))).toBeNull();
  });
});

describe('cosineKurtosis', () => {
  it('is -6 / (d + 2) for directions that are uniform on a sphere', () => {
    // The cosine c of two uniform directions in d dimensions: (1 + c) / 2 ~ Beta((d - 1) / 2, (d - 1) / 2).
    const rng = random(4);
    for (const dims of [3, 8]) {
      const embeddings = Float32Array.from({ length: 4000 * dims }, () => rng.normal());
      const { value, low, high } = cosineKurtosis(embeddings, dims, { rng, pairs: 100_000 })!;
      expect(Math.abs(value + 6 / (dims + 2))).toBeLessThan(0.05);
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  it('does not depend on lengths and leaves out rows of zeros', () => {
    const rng = random(5);
    const one = Float32Array.from({ length: 300 }, () => rng.normal());
    const scaled = one.map((x, i) => x * (1 + Math.floor(i / 3)));
    const withZeros = new Float32Array(600);
    withZeros.set(one);
    const of = (embeddings: Float32Array): number => cosineKurtosis(embeddings, 3, { rng: random(1) })!.value;
    expect(of(scaled)).toBeCloseTo(of(one), 5);
    expect(of(withZeros)).toBe(of(one));
    expect(cosineKurtosis(new Float32Array(30), 3, { rng })).toBeNull();
  });
});
