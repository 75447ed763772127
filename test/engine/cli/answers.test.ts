/** What trained models say on the command line: metrics, recommendations, neighbours, files; in JSON and in words. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';
import { Metrics, trainedHome } from './trained-home.ts';

let home: string;
beforeAll(async () => {
  home = await trainedHome();
}, 120_000);

describe('answers', () => {
  it('evaluates with intervals and paired differences', async () => {
    const found = z
      .object({
        runs: z.array(z.object({ run: z.string(), n_queries: z.number(), metrics: Metrics })),
        differences: z.array(
          z.object({
            ...{ a: z.string(), b: z.string(), metric: z.string(), difference: z.number() },
            ...{ low: z.number(), high: z.number(), p: z.number() },
          }),
        ),
      })
      .parse(await jsonOf(['evaluate', 'sage', 'titles', '--k', '5,20']));
    expect(found.runs.map(({ run, n_queries }) => [run, n_queries])).toEqual([
      ['sage', 30],
      ['titles', 30],
    ]);
    expect(Object.keys(found.runs[0].metrics)).toEqual(
      expect.arrayContaining([
        ...['hit_rate@5', 'hit_rate@20', 'recall@5', 'ndcg@5', 'hit_rate@1%', 'mrr', 'mrr_plain'],
        ...['coverage@10', 'kurtosis'],
      ]),
    );
  });

  it('says which cutoffs are longer than the data set, and leaves them out', async () => {
    const { code, out, err } = await pinwiseIn(['evaluate', 'titles', '--k', '5,5000', '--json']);
    expect(code).toBe(0);
    expect(err).toContain('left out: @5000');
    expect(out).not.toContain('@5000');
    expect((await pinwiseIn(['evaluate', 'titles', '--k', '5,20'])).err).toBe('');
  });

  const Recommended = z.object({
    query: z.array(z.string()),
    items: z.array(z.object({ id: z.string(), title: z.string(), score: z.number() })),
  });

  it('recommends best first, never the query', async () => {
    const { query, items } = Recommended.parse(
      await jsonOf(['recommend', 'titles', '--query', 'i3,i4', '-k', '7']),
    );
    expect(query).toEqual(['i3', 'i4']);
    expect(items).toHaveLength(7);
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((a, b) => b - a));
    expect(items.some(({ id }) => query.includes(id))).toBe(false);
  });

  it('recommends for a context as for its items together, and none of them', async () => {
    const byContext = Recommended.parse(await jsonOf(['recommend', 'sage', '--context', 'c0']));
    const members = readFileSync(join(tinyFolder(), 'edges.csv'), 'utf8')
      .split('\n')
      .flatMap((line) => (line.endsWith(',c0') ? [line.split(',')[0]] : []));
    expect([...byContext.query].sort()).toEqual(members.sort());
    expect(byContext.items.some(({ id }) => members.includes(id))).toBe(false);
    const byItems = Recommended.parse(await jsonOf(['recommend', 'sage', '--query', byContext.query.join()]));
    expect(byContext.items).toEqual(byItems.items);
  });

  it.each([
    ['item', ['--query', 'nobody'], /no item "nobody"; items are named by their ids/],
    ['item that is an id in other letters', ['--query', 'I3'], /no item "I3"; did you mean "i3"/],
    ['context', ['--context', 'nowhere'], /no context "nowhere"/],
  ])('refuses an unknown %s', async (_, more, message) => {
    const ran = await pinwiseIn(['recommend', 'sage', ...more]);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(message);
  });

  it('lists neighbours by visits, weights over the sum of those kept', async () => {
    const { neighbors, total_visits } = z
      .object({
        item: z.literal('i3'),
        neighbors: z.array(z.object({ id: z.string(), visits: z.number(), weight: z.number() })),
        total_visits: z.number(),
      })
      .parse(await jsonOf(['neighbors', 'tiny', '--item', 'i3', '-k', '4', '--walks', '500']));
    const kept = neighbors.reduce((sum, { visits }) => sum + visits, 0);
    expect(kept).toBeLessThanOrEqual(total_visits);
    for (const { visits, weight } of neighbors) expect(weight).toBeCloseTo(visits / kept, 12);
    expect(neighbors.map(({ visits }) => visits)).toEqual(
      neighbors.map(({ visits }) => visits).sort((a, b) => b - a),
    );
  });

  it('exports the files that it names', async () => {
    const to = join(home, 'exported');
    const { files } = z
      .object({ files: z.array(z.string()) })
      .parse(await jsonOf(['export', 'sage', '--to', to]));
    expect(files).toEqual(expect.arrayContaining([expect.stringContaining('embeddings.npy')]));
    expect(existsSync(join(to, 'model.safetensors'))).toBe(true);
  });
});

it('every command has words for people too', async () => {
  for (const words of [
    ...[['doctor'], ['presets'], ['data', 'list'], ['data', 'show', 'tiny'], ['runs', 'list']],
    ...[
      ['runs', 'show', 'sage'],
      ['runs', 'diff', 'sage', 'titles'],
      ['evaluate', 'sage', 'titles'],
    ],
    ...[
      ['recommend', 'sage', '--query', 'i3'],
      ['neighbors', 'tiny', '--item', 'i3'],
      ['study', 'list'],
    ],
  ]) {
    const { code, out } = await pinwiseIn(words);
    expect(code, words.join(' ')).toBe(0);
    expect(out.trim(), words.join(' ')).not.toMatch(/^[[{]|undefined|NaN|\[object/);
  }
});
