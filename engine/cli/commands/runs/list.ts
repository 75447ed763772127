import type { CliCommand } from '../../command.ts';
import { count, figure } from '../../render/format.ts';
import { right, table } from '../../render/table.ts';
import type { RunView } from '../../run-view.ts';

export function list(runs: CliCommand): void {
  runs
    .command('list')
    .description('Lists the runs, the newest first, with their metrics on the tune split.')
    .example('pinwise runs list')
    .run(async (session) => {
      const { homeFolder } = await import('../../../runs/home.ts');
      const { listRuns } = await import('../../../runs/list-runs.ts');
      const { runView } = await import('../../run-view.ts');
      session.print(listRuns(homeFolder()).map(runView), forPeople);
    });
}

const forPeople = (runs: readonly RunView[]): string =>
  table(
    ['run', 'preset', 'data', 'seed', 'state', 'steps', 'hit rate@1%', 'mrr', 'made'],
    runs.map(({ run, preset, data, data_missing, seed, state, step, total_steps, metrics, lineage }) => [
      run,
      preset,
      data_missing ? `${data} (gone)` : data,
      right(String(seed)),
      state,
      right(total_steps > 0 ? `${count(step)} of ${count(total_steps)}` : '–'),
      right(figure(metrics['hit_rate@1%']?.value)),
      right(figure(metrics.mrr?.value)),
      lineage.created_at.slice(0, 16).replace('T', ' '),
    ]),
    'No runs yet. Train one: pinwise train --data demo --preset pinsage',
  );
