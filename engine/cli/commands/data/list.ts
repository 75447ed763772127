import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';
import { right, table } from '../../render/table.ts';

export function list(data: CliCommand): void {
  data
    .command('list')
    .description('Lists the data sets, the newest first.')
    .example('pinwise data list')
    .run(async (session) => {
      const { listDatasets } = await import('../../../dataset/list-datasets.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      session.print(listDatasets(homeFolder()), (all) =>
        table(
          ['data set', 'title', 'items', 'contexts', 'edges', 'test pairs', 'imported'],
          all.map(({ name, title, items, contexts, edges, pairs, importedAt }) => [
            name,
            title,
            right(count(items)),
            right(count(contexts)),
            right(count(edges)),
            right(count(pairs.test)),
            importedAt.slice(0, 10),
          ]),
          'No data sets yet. Take the demo: pinwise data import demo',
        ),
      );
    });
}
