import { PinwiseError } from '../../../contract/rpc.ts';
import type { CliCommand } from '../../command.ts';

export function remove(data: CliCommand): void {
  data
    .command('remove <name>')
    .description('Removes a data set from the store. Runs trained on it stay, but can no longer answer.')
    .example('pinwise data remove demo')
    .run(async (session, _: object, name: string) => {
      const { removeDataset } = await import('../../../dataset/list-datasets.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { listRuns } = await import('../../../runs/list-runs.ts');
      const home = homeFolder();
      const busy = listRuns(home).find(({ state, dataset }) => state === 'running' && dataset === name);
      if (busy) {
        throw new PinwiseError(
          'data-busy',
          `run ${busy.name} is being trained on data set "${name}" now; stop it first, or wait for it`,
        );
      }
      removeDataset(home, name);
      session.print({ removed: name }, () => `Removed data set ${name}.`);
    });
}
