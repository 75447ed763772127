import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackend } from '../backend/start-backend.ts';
import { finishedRun, smallStore } from '../runs/small-store.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

interface Recommended {
  query: string[];
  items: { id: string; score: number }[];
}

let run: string;
let walk: string;
beforeAll(async () => {
  await startBackend();
  const home = await smallStore();
  vi.stubEnv('PINWISE_HOME', home);
  run = await finishedRun(home, 'visual');
  walk = await finishedRun(home, 'random-walk');
});

describe('pinwise recommend', () => {
  it.each(['hnsw', 'lsh'])('with the index %s answers a small data set as the exact one', async (index) => {
    const asked = ['recommend', run, '--query', 'i3,i4', '-k', '5'];
    expect(await jsonOf([...asked, '--index', index])).toEqual(await jsonOf(asked));
  });

  it('for somebody new takes the items that are known', async () => {
    const given = (await jsonOf(['recommend', run, '--items', 'i3,i4'])) as Recommended;
    expect(given).toEqual(await jsonOf(['recommend', run, '--query', 'i3,i4']));
    expect(given.items.map(({ id }) => id)).not.toContain('i3');
  });

  it('for a context leaves its items out', async () => {
    const { query, items } = (await jsonOf(['recommend', run, '--context', 'c0'])) as Recommended;
    expect(query.length).toBeGreaterThan(1);
    expect(items.filter(({ id }) => query.includes(id))).toEqual([]);
  });

  it.each([
    ['a context that is not there', ['--context', 'nobody'], /no context "nobody"/],
    ['two ways to ask', ['--query', 'i1', '--items', 'i2'], /one of --query, --items and --context/],
    ['an index of another name', ['--query', 'i1', '--index', 'best'], /exact, hnsw, lsh/],
  ])('refuses %s', async (_, words, message) => {
    const { code, err, out } = await pinwiseIn(['recommend', run, ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('refuses an approximate index of a run that has no vectors', async () => {
    const { code, err } = await pinwiseIn(['recommend', walk, '--query', 'i1', '--index', 'lsh']);
    expect(code).toBe(2);
    expect(err).toMatch(/has no vectors.*--index exact/);
  });
});

it('pinwise bench ann prints the keys of its peer for each index', async () => {
  const drawn = ['--n', '400', '--d', '16', '--clusters', '20', '--queries', '30', '--repeat', '1'];
  const found = await jsonOf(['bench', 'ann', ...drawn, '--ef', '16,200']);
  const level = expect.objectContaining({ recall: expect.any(Number), queries_per_s_1: expect.any(Number) });
  expect(found).toMatchObject({
    ...{ n: 400, d: 16, queries: 30, k: 10, M: 32, ef_construction: 200 },
    exact: { recall: 1, build_s: expect.any(Number), queries_per_s_1_one_by_one: expect.any(Number) },
    hnsw: { levels: expect.arrayContaining([level]), 'at_recall_0.99': { 1: expect.anything() } },
    lsh: { levels: expect.arrayContaining([level]) },
  });
  const { code, err } = await pinwiseIn(['bench', 'ann', '--run', walk, '--queries', '3']);
  expect([code, err]).toEqual([2, expect.stringContaining('has no vectors')]);
});
