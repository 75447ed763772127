import type { CliCommand } from '../../command.ts';

export function remove(runs: CliCommand): void {
  runs
    .command('remove <run>')
    .description('Removes a run and all its files. Studies made from it keep all that they showed.')
    .example('pinwise runs remove pinsage-demo-1')
    .run(async (session, _: object, name: string) => {
      const { homeFolder } = await import('../../../runs/home.ts');
      const { removeRun } = await import('../../../runs/list-runs.ts');
      removeRun(homeFolder(), name);
      session.print({ removed: name }, () => `Removed run ${name}.`);
    });
}
