/** Data sets on the command line: taken in, listed, refused and removed; every JSON against its keys. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createRun } from '../../../engine/runs/create-run.ts';
import { takeLease } from '../../../engine/runs/lease.ts';
import { runFolder } from '../../../engine/runs/run-files.ts';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';
import { tinyHome } from './trained-home.ts';

const Pairs = z.object({ train: z.number(), tune: z.number(), test: z.number() });
const Data = z.object({
  ...{ name: z.string(), items: z.number(), contexts: z.number(), edges: z.number(), pairs: Pairs },
  features: z.object({ rows: z.number(), dims: z.number() }),
  warnings: z.array(
    z.object({ file: z.string(), row: z.number().nullable(), code: z.string(), message: z.string() }),
  ),
  skipped: z.number(),
});

let home: string;
beforeAll(async () => {
  home = await tinyHome();
}, 120_000);

describe('data', () => {
  it('lists and shows what was imported, with degree quantiles', async () => {
    const [listed] = z.array(Data).parse(await jsonOf(['data', 'list']));
    const shown = Data.extend({
      degree_quantiles: z.object({
        probabilities: z.array(z.number()),
        item: z.array(z.number()),
        context: z.array(z.number()),
      }),
    }).parse(await jsonOf(['data', 'show', 'tiny']));
    expect(listed).toMatchObject({ name: 'tiny', items: 60, pairs: { train: 60, tune: 60, test: 60 } });
    expect(shown.edges).toBe(listed.edges);
    expect(shown.degree_quantiles.item).toHaveLength(shown.degree_quantiles.probabilities.length);
  });

  it('refuses the same name again', async () => {
    const { code, err } = await pinwiseIn(['data', 'import', tinyFolder(), '--as', 'tiny']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('tiny') as string });
  });

  it('names file and row of what is wrong, and leaves nothing', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'edges.csv'), 'item,context\ni1,c1\nnobody,c1\n');
    const { code, out, err } = await pinwiseIn(['data', 'import', folder, '--as', 'broken', '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/edges\.csv.*3/);
    expect(await pinwiseIn(['data', 'show', 'broken'])).toMatchObject({ code: 2 });
  });

  it('names each problem on a line of its own, twenty beside the first', async () => {
    const folder = tinyFolder();
    const bad = (rows: number): string =>
      ['item,context', 'i1,c1', ...Array.from({ length: rows }, (_, i) => `nobody${i},c1`), ''].join('\n');
    const lines = async (): Promise<string[]> => {
      const { err } = await pinwiseIn(['data', 'import', folder, '--as', 'broken', '--json']);
      return err.split('\n').filter((line) => line.includes('nobody') || line.includes('...'));
    };
    writeFileSync(join(folder, 'edges.csv'), bad(3));
    const found = await lines();
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^pinwise: edges\.csv row 3: .*nobody0.*\(and 2 more problems\)$/);
    expect(found[2]).toMatch(/^ {2}edges\.csv row 5: .*nobody2/);
    writeFileSync(join(folder, 'edges.csv'), bad(21));
    expect(await lines()).toHaveLength(21);
    writeFileSync(join(folder, 'edges.csv'), bad(22));
    expect((await lines()).slice(20)).toEqual([expect.stringContaining('row 23: '), '  ...']);
  });

  it('is not removed while a training uses it', async () => {
    await jsonOf(['data', 'import', tinyFolder(), '--as', 'used']);
    const run = createRun({
      ...{ home, dataset: 'used', preset: 'pinsage', config: {}, seed: 0, codeVersion: '', now: new Date() },
    });
    const lease = takeLease(runFolder(home, run))!;
    const refused = await pinwiseIn(['data', 'remove', 'used']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain(run);
    lease.release();
    await jsonOf(['runs', 'remove', run]);
    expect(await jsonOf(['data', 'remove', 'used'])).toEqual({ removed: 'used' });
    expect(await pinwiseIn(['data', 'show', 'used'])).toMatchObject({ code: 2 });
  });
});
