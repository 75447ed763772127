/** Trainings on the command line: on which machine, with what settings, what is known of them, how two differ. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { jsonOf, pinwiseIn } from './terminal.ts';
import { Config, Metrics, Trained, small, train, trainedHome } from './trained-home.ts';

let home: string;
beforeAll(async () => {
  home = await trainedHome();
}, 120_000);

describe('runs', () => {
  it('trains with the settings that were given', async () => {
    const trained = await train('combined', 'both', '--epochs', '1', ...small);
    expect(trained).toMatchObject({ run: 'both', preset: 'combined', seed: 0 });
    expect(trained.config).toMatchObject({ training: { epochs: 1, batchSize: 32 }, model: { hidden: 8 } });
    expect(trained.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    expect(Object.keys(trained.final)).toEqual(expect.arrayContaining(['hit_rate@10', 'hit_rate@1%', 'mrr']));
  });

  it('has nothing to say on epochs where nothing is trained, and says that --epochs changes nothing', async () => {
    const words = ['train', '--data', 'tiny', '--preset', 'random-walk', '--epochs', '5', '--json'];
    const { code, out, err } = await pinwiseIn(words);
    expect(code).toBe(0);
    expect(Trained.parse(JSON.parse(out)).epochs).toEqual([]);
    expect(err).toContain('does not train');
  });

  it.each([
    ['out of bounds', ['--set', 'epochs=0'], /training\.epochs cannot be 0/],
    ['unknown', ['--set', 'epoch=1'], /did you mean training\.epochs/],
  ])('refuses a setting that is %s', async (_, more, message) => {
    const ran = await pinwiseIn(['train', '--data', 'tiny', '--preset', 'pinsage', ...more]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(message);
  });

  it('shows configuration, fingerprint, metrics, checkpoints and lineage', async () => {
    const Run = z.object({
      ...{ run: z.string(), preset: z.string(), fingerprint: z.string(), config: Config, metrics: Metrics },
      checkpoints: z.array(z.object({ sha256: z.string(), step: z.number() })),
      lineage: z.object({ data: z.string(), code_version: z.string(), backend: z.string() }),
    });
    const shown = Run.extend({ epochs: z.array(z.object({ loss: z.number() })) }).parse(
      await jsonOf(['runs', 'show', 'sage']),
    );
    expect(shown.epochs).toHaveLength(2);
    expect(shown.checkpoints[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    const listed = z.array(Run).parse(await jsonOf(['runs', 'list']));
    expect(listed.map(({ run }) => run)).toEqual(expect.arrayContaining(['sage', 'titles']));
  });

  it('finds what is different between two', async () => {
    const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
    const { differences } = z
      .object({ differences: z.array(z.object({ key: z.string(), a: Value, b: Value })) })
      .parse(await jsonOf(['runs', 'diff', 'sage', 'titles']));
    expect(differences).toContainEqual({ key: 'preset', a: 'pinsage', b: 'annotation' });
    expect(differences).toContainEqual({ key: 'seed', a: 3, b: 0 });
  });

  it('lists presets with their whole configuration', async () => {
    const all = z
      .array(z.object({ name: z.string(), description: z.string(), config: Config }))
      .parse(await jsonOf(['presets']));
    expect(all.map(({ name }) => name)).toEqual([
      ...['pinsage', 'mean-pooling-hard', 'mean-pooling', 'mean-pooling-xent', 'max-pooling'],
      ...['graphsage-gcn', 'graphsage-mean', 'graphsage-lstm', 'graphsage-pool'],
      ...['combined', 'visual', 'annotation', 'random-walk', 'bpr', 'itemknn', 'ease'],
    ]);
  });
});

it('doctor says what is here and what is missing', async () => {
  const found = z
    .object({
      ...{ version: z.string(), node: z.string(), home: z.literal(home) },
      electron: z.object({
        ...{ version: z.string().nullable(), path: z.string().nullable(), source: z.string().nullable() },
      }),
      backend: z.object({
        ...{ name: z.string(), version: z.string(), why: z.string(), available: z.array(z.string()) },
      }),
      devices: z.array(z.object({ kind: z.string(), cores: z.number() })),
      missing: z.array(z.object({ what: z.string(), cure: z.string() })),
    })
    .parse(await jsonOf(['doctor']));
  expect(found.backend.available).toContain(found.backend.name);
});
