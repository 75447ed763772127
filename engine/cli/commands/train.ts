import { type Preset, type RunConfig, failedByData } from '../../contract/runs.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import type { CliCommand } from '../command.ts';
import { integer, repeated } from '../options.ts';
import { count, duration, figure, withInterval } from '../render/format.ts';
import { fields, right, table } from '../render/table.ts';
import { hasSetting, runSettings } from '../training/run-settings.ts';
import type { Session } from '../session.ts';
import type { TrainedRun } from '../training/trained-run.ts';

interface Options {
  data?: string;
  preset?: string;
  set?: string[];
  epochs?: number;
  seed?: number;
  as?: string;
  resume?: string;
}

export function train(program: CliCommand): void {
  program
    .command('train')
    .description('Trains a model. Ctrl+C keeps what was learnt; --resume goes on.')
    .option('--data <name>', 'the data set')
    .option('--preset <preset>', 'the model; "pinwise presets" lists them')
    .option('--set <key=value>', 'change a setting of the preset; may come several times', repeated)
    .option('--epochs <n>', 'passes over the training pairs; the same as --set training.epochs=n', integer(1))
    .option('--seed <n>', 'of all that is random in it (default: 0)', integer(0))
    .option('--as <run>', 'what to call the run; default: from preset and data')
    .option('--resume <run>', 'go on with a run that was stopped')
    .example(
      'pinwise train --data demo --preset pinsage',
      'pinwise train --data demo --preset pinsage --set hidden=64 --epochs 2 --as quick',
      'pinwise train --resume quick',
    )
    .run(async (session, options: Options) => {
      const { homeFolder } = await import('../../runs/home.ts');
      const { removeRun, runDetail } = await import('../../runs/list-runs.ts');
      const { trainHere } = await import('../training/train-here.ts');
      const { trainedRun } = await import('../training/trained-run.ts');
      const home = homeFolder();
      const run = await runToTrain(session, home, options);
      try {
        await trainHere(session, { home, run });
      } catch (error) {
        // What cannot be trained on these data is bad input: nothing is left of it, and the name is free.
        if (options.resume === undefined && error instanceof PinwiseError && failedByData(error)) {
          removeRun(home, run);
        }
        throw error;
      }
      session.print(trainedRun(runDetail(home, run)), forPeople);
    });
}

async function runToTrain(session: Session, home: string, options: Options): Promise<string> {
  const { resume, data, preset: presetName, set = [], epochs, seed = 0, as: name } = options;
  if (resume !== undefined) {
    const others = [data, presetName, options.set, epochs, options.seed, name];
    if (others.some((other) => other !== undefined)) {
      throw bad('--resume goes on with a run as it was made; it goes with no other option');
    }
    return resume;
  }
  if (data === undefined || presetName === undefined) {
    throw bad(
      'train needs --data and --preset (or --resume); try: pinwise train --data demo --preset pinsage',
    );
  }
  const { presetNamed } = await import('../../model/presets.ts');
  const { createRun } = await import('../../runs/create-run.ts');
  const preset = presetNamed(presetName);
  const config = withEpochs(session, preset, runSettings(preset, set), epochs);
  return createRun({
    ...{ home, dataset: data, preset: presetName, config, seed, name },
    codeVersion: session.version,
    now: session.now(),
  });
}

function withEpochs(
  session: Session,
  preset: Preset,
  config: RunConfig,
  epochs: number | undefined,
): RunConfig {
  if (epochs === undefined) return config;
  if (hasSetting(preset, 'training', 'epochs')) {
    return { ...config, training: { ...config.training, epochs } };
  }
  session.note(`preset "${preset.name}" does not train, so --epochs changes nothing`);
  return config;
}

function forPeople({ run, preset, data, seed, backend, epochs, final }: TrainedRun): string {
  return [
    fields([
      ['run', run],
      ['preset', `${preset}, seed ${seed}`],
      ['data', data],
      ['backend', backend],
    ]),
    ...(epochs.length === 0 ? [] : [epochTable(epochs)]),
    table(
      ['on the tune split', 'with its 95% interval'],
      Object.entries(final).map(([metric, value]) => [metric, withInterval(value)]),
      'The data set has no tune pairs to measure it on.',
    ),
    `Next: pinwise evaluate ${run}`,
  ].join('\n\n');
}

const epochTable = (epochs: TrainedRun['epochs']): string =>
  table(
    ['epoch', 'loss', 'time', 'items/s'],
    epochs.map(({ epoch, loss, seconds, items_per_s }) => [
      right(count(epoch)),
      right(figure(loss, 4)),
      right(duration(seconds)),
      right(count(Math.round(items_per_s))),
    ]),
  );

const bad = (message: string): PinwiseError => new PinwiseError('bad-usage', message);
