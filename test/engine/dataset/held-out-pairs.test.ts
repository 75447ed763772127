import { describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import type { Pairs } from '../../../engine/dataset/dataset.ts';
import { heldOutPairs, splitOf } from '../../../engine/dataset/folder/held-out-pairs.ts';
import { importHome } from './import-home.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';

const { home, folderOf, importOf } = importHome();

/** Contexts of 1 to 12 items of 500, one of 200. */
function planted(contexts: number): { ids: string[]; members: number[][] } {
  const rng = random(4, 'held out');
  const members = Array.from({ length: contexts }, (_, c) => {
    const size = c === 0 ? 200 : 1 + rng.below(12);
    return [...new Set(Array.from({ length: size }, () => rng.below(500)))].sort((a, b) => a - b);
  });
  return { ids: members.map((_, c) => `board ${c}`), members };
}

function edgesOf(members: number[][]): Parameters<typeof heldOutPairs>[1] {
  const edges = members.flatMap((items, context) => items.map((item) => ({ item, context })));
  edges.sort((a, b) => a.item - b.item || a.context - b.context);
  return {
    item: Uint32Array.from(edges, ({ item }) => item),
    context: Uint32Array.from(edges, ({ context }) => context),
    weight: Float32Array.from(edges, ({ item, context }) => item + context / 1000),
  };
}

const keys = ({ query, item }: Pairs): string[] =>
  [...query].map((q, i) => [q, item[i]].sort((a, b) => a - b).join());

describe('pairs of data without a pairs file', () => {
  const { ids, members } = planted(2000);
  const { pairs, edges, contexts, held } = heldOutPairs(ids, edgesOf(members));

  it('deals about 10% of the contexts to test and 5% to tune (binomial, 4 standard deviations)', () => {
    const dealt = members.filter(({ length }) => length > 1).length;
    expect(Math.abs(held.test - 0.1 * dealt)).toBeLessThan(4 * Math.sqrt(dealt * 0.1 * 0.9));
    expect(Math.abs(held.tune - 0.05 * dealt)).toBeLessThan(4 * Math.sqrt(dealt * 0.05 * 0.95));
  });

  it('held-out contexts leave the graph; the others keep their edges and weights', () => {
    const stay = ids.flatMap((id, c) => (members[c].length < 2 || splitOf(id) === 'train' ? [c] : []));
    expect([...contexts]).toEqual(stay);
    const expected = edgesOf(stay.map((c) => members[c]));
    expect(edges.item).toEqual(expected.item);
    expect(edges.context).toEqual(expected.context);
    edges.weight!.forEach((weight, e) =>
      expect(weight).toBe(Math.fround(edges.item[e] + stay[edges.context[e]] / 1000)),
    );
  });

  it('each context gives all of its pairs, or 20 distinct ones (counted from the members)', () => {
    for (const split of ['train', 'tune', 'test'] as const) {
      const own = ids.flatMap((id, c) => (splitOf(id) === split ? [members[c]] : []));
      const counts = own.map(({ length: n }) => Math.min(20, (n * (n - 1)) / 2));
      expect(pairs[split].query.length).toBe(counts.reduce((a, b) => a + b, 0));
      const possible = new Set(
        own.flatMap((m) => m.flatMap((a, i) => m.slice(i + 1).map((b) => `${a},${b}`))),
      );
      expect(keys(pairs[split]).every((key) => possible.has(key))).toBe(true);
    }
    const alone = heldOutPairs(['big'], edgesOf([members[0]]));
    expect(new Set(keys(alone.pairs.train)).size).toBe(20);
  });

  it('adding contexts moves none that was there', () => {
    const some = heldOutPairs(ids.slice(0, 1000), edgesOf(members.slice(0, 1000)));
    const more = new Set(keys(pairs.test));
    expect(keys(some.pairs.test).every((key) => more.has(key))).toBe(true);
    expect([...some.contexts]).toEqual([...contexts].filter((c) => c < 1000));
  });

  it('queries are either item of a pair, half and half (4 standard deviations)', () => {
    const { query, item } = pairs.train;
    const lower = query.filter((q, i) => q < item[i]).length;
    expect(Math.abs(lower - query.length / 2)).toBeLessThan(2 * Math.sqrt(query.length));
  });

  it('under 20 contexts none is held out', () => {
    const few = heldOutPairs(ids.slice(0, 15), edgesOf(members.slice(0, 15)));
    expect(few.held).toEqual({ tune: 0, test: 0 });
    expect(few.contexts).toHaveLength(15);
    expect(few.pairs.test.query).toHaveLength(0);
  });

  it('an import without pairs says what was done', async () => {
    const folder = folderOf({
      'items.csv': `id,title\n${Array.from({ length: 500 }, (_, i) => `${i},item ${i}\n`).join('')}`,
      'edges.csv': `item,context\n${members.map((m, c) => m.map((i) => `${i},${ids[c]}\n`).join('')).join('')}`,
    });
    const manifest = await importOf(folder, { name: 'dealt' });
    expect(manifest).toMatchObject({ contexts: contexts.length, edges: edges.item.length, symmetric: true });
    expect(manifest.warnings).toMatchObject([{ code: 'pairs-made' }]);
    expect(openDataset(home, 'dealt').pairs.test.query).toHaveLength(pairs.test.query.length);
  });
});

describe('a plain graph', () => {
  it('becomes a context of two items for each link, and says so', async () => {
    const folder = folderOf({
      'items.csv': 'id,title\na,A\nb,B\nc,C\n',
      'links.csv': 'source,target\na,b\nb,c\nb,a\nc,c\n',
    });
    const manifest = await importOf(folder, { name: 'plain' });
    expect(manifest).toMatchObject({ contexts: 2, edges: 4, skipped: 2 });
    expect(manifest.warnings.map(({ code }) => code)).toEqual([
      'links-as-contexts',
      'duplicate-link',
      'self-link',
      'pairs-made',
    ]);
    const { graph, contexts } = openDataset(home, 'plain');
    expect([...graph.contextIndices]).toEqual([0, 1, 1, 2]);
    expect([contexts.id(1), contexts.title(1)]).toEqual(['link-3', 'B – C']);
  });

  it('reports a link to an item that is not there', async () => {
    const folder = folderOf({
      'items.csv': 'id,title\na,A\nb,B\n',
      'links.csv': 'source,target\na,b\nb,z\n',
    });
    await expect(importOf(folder, { name: 'plain2' })).rejects.toThrow(
      /links.csv row 3: there is no item "z"/,
    );
  });
});
