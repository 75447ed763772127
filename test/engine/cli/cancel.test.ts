import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { gatheredAssets } from '../gathered-assets.ts';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { durableStudy } from './durable-study.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

const settings = ['hidden=8', 'output=4', 'negatives=10', 'batchSize=8', 'epochs=12'];
const train = [
  ...['train', '--data', 'tiny', '--preset', 'pinsage', '--seed', '5'],
  ...settings.flatMap((set) => ['--set', set]),
];

interface Trained {
  epochs: { epoch: number; loss: number }[];
  final: object;
}
const losses = ({ epochs }: Trained) => epochs.map(({ epoch, loss }) => ({ epoch, loss }));

beforeAll(async () => {
  process.env.PINWISE_HOME = mkdtempSync(join(tmpdir(), 'pinwise-cli-'));
  await gatheredAssets();
  await jsonOf(['data', 'import', tinyFolder(), '--as', 'tiny']);
}, 120_000);

/** A clock on which every redraw of the bar is due. */
function fastClock(): () => Date {
  let time = Date.now();
  return () => new Date((time += 1000));
}

it('Ctrl+C: exit 130 with the line that resumes; the resumed run equals one that was never stopped', async () => {
  const controller = new AbortController();
  const stopped = await pinwiseIn([...train, '--as', 'stopped', '--json'], {
    ...{ signal: controller.signal, tty: true, now: fastClock() },
    onError: (text) => text.includes('epoch 4') && controller.abort(),
  });
  expect(stopped).toMatchObject({ code: 130, out: '' });
  expect(stopped.err).toContain('pinwise train --resume stopped');
  expect(stopped.err).toMatch(/loss \d.*items\/s.*left/);
  expect(await jsonOf(['runs', 'show', 'stopped'])).toMatchObject({ state: 'cancelled' });

  const resumed = (await jsonOf(['train', '--resume', 'stopped'])) as Trained;
  const whole = (await jsonOf([...train, '--as', 'whole'])) as Trained;
  expect(losses(resumed)).toEqual(losses(whole));
  expect(losses(whole)).toHaveLength(12);
  expect(resumed.final).toEqual(whole.final);
  expect(await jsonOf(['runs', 'show', 'stopped'])).toMatchObject({ state: 'finished' });
});

it('Ctrl+C in an import: exit 130, nothing half made', async () => {
  const controller = new AbortController();
  controller.abort();
  const ran = await pinwiseIn(['data', 'import', tinyFolder(), '--as', 'never'], {
    signal: controller.signal,
  });
  expect(ran).toMatchObject({ code: 130, out: '' });
  expect(await pinwiseIn(['data', 'show', 'never'])).toMatchObject({ code: 2 });
});

it('Ctrl+C while a scripted rater waits for a line: exit 130', async () => {
  durableStudy(join(process.env.PINWISE_HOME!, 'studies.sqlite'), 2);
  const { PassThrough } = await import('node:stream');
  const { environment } = await import('./terminal.ts');
  const { runProgram } = await import('../../../engine/cli/program.ts');
  const controller = new AbortController();
  const waiting = runProgram(['study', 'rate', 'durable', '--rater', 'r'], {
    ...environment({ signal: controller.signal }),
    stdin: new PassThrough(),
  });
  setTimeout(() => controller.abort(), 50);
  expect(await waiting).toBe(130);
});
