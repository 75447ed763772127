import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { gatheredAssets } from '../gathered-assets.ts';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf } from './terminal.ts';

/** Settings of a model that is trained at once. */
export const small = ['hidden=8', 'output=4', 'negatives=10', 'batchSize=32'].flatMap((set) => [
  '--set',
  set,
]);

const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
/** What `--json` prints of metrics, of a configuration and of a training. */
export const Metrics = z.record(z.string(), Estimate);
export const Config = z.record(
  z.string(),
  z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
);
export const Trained = z.object({
  ...{ run: z.string(), preset: z.string(), seed: z.number(), config: Config, backend: z.string() },
  epochs: z.array(
    z.object({ epoch: z.number(), loss: z.number(), seconds: z.number(), items_per_s: z.number() }),
  ),
  final: Metrics,
});

export const train = async (
  preset: string,
  name: string,
  ...more: string[]
): Promise<z.infer<typeof Trained>> =>
  Trained.parse(await jsonOf(['train', '--data', 'tiny', '--preset', preset, '--as', name, ...more]));

/** A new home, PINWISE_HOME of this process from now on, with the data set `tiny`; returns its path. */
export async function tinyHome(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'pinwise-cli-'));
  process.env.PINWISE_HOME = home;
  await gatheredAssets();
  await jsonOf(['data', 'import', tinyFolder(), '--as', 'tiny']);
  return home;
}

/** The same with two runs on it: `sage` (PinSage, 2 epochs, seed 3) and `titles` (annotation). */
export async function trainedHome(): Promise<string> {
  const home = await tinyHome();
  await train('pinsage', 'sage', '--epochs', '2', '--seed', '3', ...small);
  await train('annotation', 'titles');
  return home;
}
