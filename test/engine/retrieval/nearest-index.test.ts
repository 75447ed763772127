import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { clusteredVectors } from '../../../engine/retrieval/clustered-vectors.ts';
import { equalLengths } from '../../../engine/retrieval/equal-lengths.ts';
import { exactIndex } from '../../../engine/retrieval/exact-index.ts';
import { buildHnsw, hnswDefaults, loadHnsw } from '../../../engine/retrieval/hnsw/hnsw-index.ts';
import { usearch } from '../../../engine/retrieval/hnsw/usearch.ts';
import { hashOf, hyperplanes } from '../../../engine/retrieval/lsh/hyperplanes.ts';
import { buildLsh, lshOptions } from '../../../engine/retrieval/lsh/lsh-index.ts';
import { product, vectorAt } from '../../../engine/retrieval/nearest-index.ts';
import type { NearestIndex, Vectors } from '../../../engine/retrieval/nearest-index.ts';
import { recallOf, recallProbe } from '../../../engine/retrieval/recall.ts';

const clustered = clusteredVectors({ dims: 24, clusters: 60, noise: 0.7 }, random(1, 'test'))(3000);
/** The same directions with lengths from 0.5 to 2: the nearest by inner product are others. */
const uneven: Vectors = {
  dims: 24,
  data: clustered.data.map((value, at) => value * (0.5 + 1.5 * random(2, `${Math.floor(at / 24)}`).next())),
};
const build = {
  hnsw: (vectors: Vectors) => buildHnsw(vectors, hnswDefaults),
  lsh: (vectors: Vectors) => buildLsh(vectors, lshOptions(vectors.data.length / vectors.dims)),
};

describe.each(['hnsw', 'lsh'] as const)('%s', (kind) => {
  it.each([
    ['of one length', clustered],
    ['of many lengths', uneven],
  ])('finds most of the nearest of vectors %s, with their exact scores', async (_, vectors) => {
    const exact = exactIndex(vectors);
    const index = await build[kind](vectors);
    expect(recallOf(vectors, index, recallProbe(vectors, exact))).toBeGreaterThan(0.95);
    const [first] = index.nearest(vectorAt(vectors, 5), 1);
    expect(first).toEqual(exact.nearest(vectorAt(vectors, 5), 1)[0]);
  });

  it('is the same when built again, and leaves out what is excluded', async () => {
    const [one, two] = [await build[kind](clustered), await build[kind](clustered)];
    const vector = vectorAt(clustered, 7);
    const all = one.nearest(vector, 12);
    expect(two.nearest(vector, 12)).toEqual(all);
    expect(all[0].row).toBe(7);
    expect(one.nearest(vector, 10, [7, all[3].row])).toEqual(
      all.filter(({ row }) => row !== 7 && row !== all[3].row).slice(0, 10),
    );
  });

  it('gives what there is when more is wanted', async () => {
    const few: Vectors = { dims: 2, data: Float32Array.of(1, 0, 0, 1, 0.6, 0.8) };
    const index = await build[kind](few);
    expect(index.nearest(Float32Array.of(0, 1), 10).map(({ row }) => row)).toEqual([1, 2, 0]);
  });

  it('is given up when nobody wants it any more', async () => {
    const signal = AbortSignal.abort();
    const given = { signal };
    const building =
      kind === 'hnsw'
        ? buildHnsw(clustered, hnswDefaults, given)
        : buildLsh(clustered, lshOptions(3000), given);
    await expect(building).rejects.toMatchObject({ code: 'cancelled' });
  });
});

it('hnsw answers the same after it was saved and loaded, one by one and many at once', async () => {
  const index = await build.hnsw(uneven);
  const path = join(mkdtempSync(join(tmpdir(), 'pinwise-hnsw-')), 'index');
  index.save(path);
  const loaded = loadHnsw(path, uneven, hnswDefaults);
  const rowsOf = (one: NearestIndex, row: number) => one.nearest(vectorAt(uneven, row), 10).map((a) => a.row);
  for (const row of [0, 1, 500, 2999]) expect(rowsOf(loaded, row)).toEqual(rowsOf(index, row));
  const many = loaded.rowsOfMany(uneven.data.subarray(0, 50 * 24), 10, 2);
  many.forEach((rows, row) => expect(new Set(rows)).toEqual(new Set(rowsOf(loaded, row))));
  expect(() => loadHnsw(path, { dims: 24, data: uneven.data.subarray(24) }, hnswDefaults)).toThrow(
    /3000 items, not 2999/,
  );
});

it('a machine without the library is told what works', () => {
  const none = (): never => {
    throw new Error('No native build was found');
  };
  expect(() => usearch(none)).toThrow(/No native build was found.*--index exact/);
});

it('recall sees an index that is bad', () => {
  const exact = exactIndex(clustered);
  const probe = recallProbe(clustered, exact);
  const half: NearestIndex = {
    nearest: (vector, k, exclude) => exact.nearest(vector, k, exclude).slice(0, k / 2),
  };
  expect(recallOf(clustered, exact, probe)).toBe(1);
  expect(recallOf(clustered, half, probe)).toBeCloseTo(0.5, 6);
});

it('vectors made equally long keep their inner products with queries', () => {
  const { items, query } = equalLengths(uneven);
  expect(items.dims).toBe(25);
  const lengths = Array.from({ length: 3000 }, (_, row) => product(items, row, vectorAt(items, row)));
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(1e-4);
  const vector = vectorAt(uneven, 3);
  for (const row of [0, 3, 77]) {
    expect(product(items, row, query(vector))).toBeCloseTo(product(uneven, row, vector), 5);
  }
});

it('hashes of two vectors differ in a share of bits that is their angle over pi', () => {
  const shape = { tables: 400, bits: 10, seed: 3 };
  const planes = hyperplanes(2, shape);
  const [a, b] = [new Float32Array(4000), new Float32Array(4000)];
  planes.project(Float32Array.of(1, 0), a);
  planes.project(Float32Array.of(Math.cos(1), Math.sin(1)), b);
  let differ = 0;
  for (let table = 0; table < 400; table++) {
    for (let bits = hashOf(a, table, 10) ^ hashOf(b, table, 10); bits; bits &= bits - 1) differ++;
  }
  // Five standard errors of a share of 4,000.
  expect(Math.abs(differ / 4000 - 1 / Math.PI)).toBeLessThan(5 * Math.sqrt(0.22 / 4000));
});
