import { InvalidArgumentError } from 'commander';
import { PinwiseError } from '../../contract/rpc.ts';
import type { CliCommand } from '../command.ts';
import { integer } from '../options.ts';
import { figure } from '../render/format.ts';
import { right, table } from '../render/table.ts';

interface Options {
  query?: string;
  context?: string;
  k: number;
}

export function recommend(program: CliCommand): void {
  program
    .command('recommend <run>')
    .description('Items that a run recommends for one item, for several together, or for a context.')
    .option('--query <items>', 'id of an item, or several: a,b,c (the mean of their vectors)')
    .option('--context <id>', "id of a context: the mean of its items' vectors; its items are left out")
    .option('-k <n>', 'how many', integer(1), 10)
    .option('--index <kind>', 'how the nearest items are found', exactOnly, 'exact')
    .example(
      'pinwise recommend pinsage-demo-1 --query 1F600',
      'pinwise recommend pinsage-demo-1 --query 1F600,1F436 -k 5',
      'pinwise recommend pinsage-demo-1 --context animals',
    )
    .run(async (session, { query, context, k }: Options, name: string) => {
      if ((query === undefined) === (context === undefined)) {
        throw new PinwiseError('bad-usage', 'recommend needs either --query or --context');
      }
      const { homeFolder } = await import('../../runs/home.ts');
      const { openRun } = await import('../../runs/open-run.ts');
      const { recommend: recommended } = await import('../../runs/recommend.ts');
      const { contextItems, queryItems } = await import('../query-items.ts');
      const run = openRun(homeFolder(), name);
      const { items } = run.dataset;
      const rows = query === undefined ? contextItems(run.dataset, context!) : queryItems(run.dataset, query);
      const result = {
        ...(context === undefined ? {} : { context }),
        query: rows.map(items.id),
        items: recommended(run, rows, k).map(({ row, score }) => ({
          id: items.id(row),
          title: items.title(row),
          score,
        })),
      };
      session.print(result, (found) =>
        table(
          ['', 'item', 'title', 'score'],
          found.items.map(({ id, title, score }, i) => [
            right(String(i + 1)),
            id,
            title,
            right(figure(score, 4)),
          ]),
          'There is nothing else to recommend.',
        ),
      );
    });
}

function exactOnly(kind: string): 'exact' {
  if (kind === 'exact') return kind;
  throw new InvalidArgumentError(
    kind === 'hnsw' || kind === 'lsh'
      ? `This version has the exact index only; ${kind} is not in it yet.`
      : 'It must be exact.',
  );
}
