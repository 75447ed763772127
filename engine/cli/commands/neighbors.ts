import type { CliCommand } from '../command.ts';
import { integer, share } from '../options.ts';
import { count, figure } from '../render/format.ts';
import { right, table } from '../render/table.ts';

interface Options {
  item: string;
  k: number;
  walks: number;
  hops: number;
  restart: number;
  seed: number;
}

export function neighbors(program: CliCommand): void {
  program
    .command('neighbors <data>')
    .description("An item's importance neighbours: what random walks from it visit most.")
    .requiredOption('--item <id>', 'where the walks start')
    .option('-k <n>', 'most neighbours to list', integer(1), 50)
    .option('--walks <n>', 'number of walks', integer(1), 100)
    .option('--hops <n>', 'most item hops of a walk', integer(1), 3)
    .option('--restart <p>', 'probability that a walk ends after a hop', share, 0.5)
    .option('--seed <n>', 'of the walks', integer(0), 0)
    .example('pinwise neighbors demo --item 1F600 --walks 10000')
    .run(async (session, { item, k, walks, hops, restart, seed }: Options, name: string) => {
      const { neighborsOf } = await import('../items/neighbors-of.ts');
      const { openDataset } = await import('../../dataset/open-dataset.ts');
      const { homeFolder } = await import('../../runs/home.ts');
      const dataset = openDataset(homeFolder(), name);
      session.print(neighborsOf(dataset, item, { k, walks, hops, restart, seed }), (found) =>
        [
          table(
            ['neighbour', 'title', 'visits', 'weight'],
            found.neighbors.map(({ id, visits, weight }) => [
              id,
              dataset.items.title(dataset.items.find(id)),
              right(count(visits)),
              right(figure(weight, 4)),
            ]),
            `${item} is in no context with other items: it has no neighbours.`,
          ),
          `${count(found.total_visits)} visits in all`,
        ].join('\n'),
      );
    });
}
