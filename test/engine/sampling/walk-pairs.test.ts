import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { degreeNegatives } from '../../../engine/sampling/degree-negatives.ts';
import { uniformNeighborhoods } from '../../../engine/sampling/uniform-neighbors.ts';
import { walkPairs } from '../../../engine/sampling/walk-pairs.ts';
import { graphOf } from '../training/planted-dataset.ts';

/** A path 0 - 1 - 2 - 3 and a lonely 4. */
const path = graphOf(5, 3, [
  [0, 0],
  [1, 0],
  [1, 1],
  [2, 1],
  [2, 2],
  [3, 2],
]);
const starts = Uint32Array.of(0, 1, 2, 3);

describe('walk pairs', () => {
  it('are the visits of a uniform walk: shares of each hop as powers of the transition matrix give them', () => {
    const walks = 4000;
    const pairs = walkPairs(uniformNeighborhoods(path, 128, 1), starts, {
      ...{ walks, length: 3, batchSize: 1000, seed: 5 },
    });
    const counts = new Map<string, number>();
    for (let step = 0; step < pairs.stepsPerEpoch; step++) {
      const { heads, tails } = pairs.step(step);
      heads.forEach((head, i) => {
        const key = `${head}>${tails[i]}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      });
    }
    const next = [
      [0, 1, 0, 0],
      [0.5, 0, 0.5, 0],
      [0, 0.5, 0, 0.5],
      [0, 0, 1, 0],
    ];
    for (const u of starts) {
      let at: number[] = starts.length ? [0, 1, 2, 3].map((v) => (v === u ? 1 : 0)) : [];
      const visits = [0, 0, 0, 0];
      for (let hop = 0; hop < 3; hop++) {
        at = at.map((_, v) => at.reduce((sum, share, from) => sum + share * next[from][v], 0));
        at.forEach((share, v) => (visits[v] += share));
      }
      for (const v of starts) {
        const want = u === v ? 0 : visits[v];
        expect((counts.get(`${u}>${v}`) ?? 0) / walks, `${u}>${v}`).toBeCloseTo(want, 1);
      }
    }
  });

  it('a step is the same whatever was asked before; epochs differ', () => {
    const options = { walks: 3, length: 5, batchSize: 7, seed: 5 };
    const make = () => walkPairs(uniformNeighborhoods(path, 128, 1), starts, options);
    const pairs = make();
    expect(pairs.stepsPerEpoch).toBe(Math.ceil((4 * 3 * 5) / 7));
    const forward = Array.from({ length: 18 }, (_, step) => pairs.step(step));
    for (let step = 17; step >= 0; step--) expect(make().step(step)).toEqual(forward[step]);
    expect(forward.slice(9)).not.toEqual(forward.slice(0, 9));
  });
});

describe('degree negatives', () => {
  it('come in proportion to degree^0.75', () => {
    const draws = 40_000;
    const counts = new Array<number>(5).fill(0);
    for (const item of degreeNegatives(path)(draws, random(1, 'negatives'))) counts[item]++;
    const heavy = 2 ** 0.75;
    const sum = 2 + 2 * heavy;
    [1, heavy, heavy, 1, 0].forEach((weight, item) =>
      expect(Math.abs(counts[item] / draws - weight / sum)).toBeLessThan(0.012),
    );
  });

  it('are uniform where nothing has an edge', () => {
    const counts = new Array<number>(4).fill(0);
    for (const item of degreeNegatives(graphOf(4, 1, []))(4000, random(1, 'x'))) counts[item]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
