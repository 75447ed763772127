import type { CliCommand } from '../../command.ts';
import { table } from '../../render/table.ts';

export function diff(runs: CliCommand): void {
  runs
    .command('diff <a> <b>')
    .description('Shows what is different between two runs: data, settings, metrics.')
    .example('pinwise runs diff pinsage-demo-1 mean-pooling-demo-1')
    .run(async (session, _: object, a: string, b: string) => {
      const { diffRuns } = await import('../../../runs/diff-runs.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { runSummary } = await import('../../../runs/list-runs.ts');
      const home = homeFolder();
      const rows = diffRuns(runSummary(home, a), runSummary(home, b));
      const result = {
        ...{ a, b },
        differences: rows.filter((row) => row.a !== row.b),
        same: rows.filter((row) => row.a === row.b).map(({ key, a: value }) => ({ key, value })),
      };
      session.print(result, ({ differences, same }) =>
        [
          table(
            ['', a, b],
            differences.map((row) => [row.key, text(row.a), text(row.b)]),
            'Nothing is different.',
          ),
          `the same: ${same.map(({ key }) => key).join(', ') || 'nothing'}`,
        ].join('\n\n'),
      );
    });
}

/** Measured numbers come with more digits than anybody reads. */
function text(value: string | number | boolean | null): string {
  if (value === null) return '–';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
}
