import type { EpochRecord } from '../../../contract/runs.ts';
import type { CliCommand } from '../../command.ts';
import { count, duration, withInterval } from '../../render/format.ts';
import { fields, table } from '../../render/table.ts';
import type { RunView } from '../../run-view.ts';

export function show(runs: CliCommand): void {
  runs
    .command('show <run>')
    .description('Shows how a run was made, from what, and what came out.')
    .example('pinwise runs show pinsage-demo-1')
    .run(async (session, _: object, name: string) => {
      const { homeFolder } = await import('../../../runs/home.ts');
      const { runDetail } = await import('../../../runs/list-runs.ts');
      const { runView } = await import('../../run-view.ts');
      const { summary, epochs } = runDetail(homeFolder(), name);
      session.print({ ...runView(summary), epochs, ...waits(epochs) }, forPeople);
    });
}

/** Seconds that the trainer waited for minibatches and the sampler threads for room, over the epochs that ended. */
function waits(epochs: readonly EpochRecord[]) {
  const total = (name: 'waitSeconds' | 'idleSeconds'): number =>
    epochs.reduce((sum, epoch) => sum + epoch[name], 0);
  return { wait_seconds: total('waitSeconds'), idle_seconds: total('idleSeconds') };
}

function forPeople(run: RunView & ReturnType<typeof waits>): string {
  const { lineage } = run;
  return [
    fields([
      ['run', run.run],
      ['preset', `${run.preset}, seed ${run.seed}`],
      ['state', run.error ? `${run.state}: ${run.error.message}` : run.state],
      ['data', `${run.data}${run.data_missing ? ' (gone or changed since)' : ''}`],
      ['fingerprint', run.fingerprint],
      ['steps', run.total_steps > 0 ? `${count(run.step)} of ${count(run.total_steps)}` : 'nothing to train'],
      ['time', duration(run.seconds)],
      ['waits', `trainer ${duration(run.wait_seconds)}, sampler threads ${duration(run.idle_seconds)}`],
      ['made', `${lineage.created_at}, Pinwise ${lineage.code_version}, backend ${lineage.backend || '–'}`],
      ...run.checkpoints.map(({ sha256 }): [string, string] => ['checkpoint', sha256]),
    ]),
    table(
      ['setting', 'value'],
      Object.entries(run.config).flatMap(([group, settings]) =>
        Object.entries(settings).map(([key, value]) => [`${group}.${key}`, String(value)]),
      ),
      'It has no settings.',
    ),
    table(
      ['on the tune split', 'with its 95% interval'],
      Object.entries(run.metrics).map(([metric, value]) => [metric, withInterval(value)]),
      'Not measured yet.',
    ),
  ].join('\n\n');
}
