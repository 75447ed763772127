import { describe, expect, it } from 'vitest';
import { askQueries } from '../../../evaluations/design/ask-queries.ts';
import { sampleQueries } from '../../../evaluations/design/sample-queries.ts';

const candidates = Array.from({ length: 40 }, (_, row) => row);
const answers =
  (silentA: (row: number) => boolean, silentB: (row: number) => boolean, asked: number[] = []) =>
  async (rows: number[]) => {
    asked.push(...rows);
    const of = (silent: (row: number) => boolean) =>
      rows.map((query) => ({ query, items: silent(query) ? [] : [query + 100] }));
    return [of(silentA), of(silentB)] as [ReturnType<typeof of>, ReturnType<typeof of>];
  };
const never = (): boolean => false;

describe('askQueries', () => {
  it('asks the uniform sample where both arms answer everything', async () => {
    const [a, b] = await askQueries(candidates, 12, 3, answers(never, never));
    expect(a.map(({ query }) => query)).toEqual(sampleQueries(candidates, 12, 3));
    expect(b.map(({ query }) => query)).toEqual(a.map(({ query }) => query));
  });

  it('leaves out what one arm has no answer to and takes the next of the sample instead', async () => {
    const asked: number[] = [];
    const [a] = await askQueries(
      candidates,
      12,
      3,
      answers(
        (row) => row % 4 === 0,
        (row) => row % 4 === 1,
        asked,
      ),
    );
    const order = sampleQueries(candidates, 40, 3);
    expect(a.map(({ query }) => query)).toEqual(order.filter((row) => row % 4 > 1).slice(0, 12));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(40);
  });

  it('gives as many as there are where too few can be compared', async () => {
    const [a, b] = await askQueries(
      candidates,
      12,
      3,
      answers((row) => row > 4, never),
    );
    expect(a).toHaveLength(5);
    expect(b).toHaveLength(5);
  });
});
