import { Option } from 'commander';
import { PinwiseError } from '../../contract/rpc.ts';
import { IndexKind } from '../../contract/runs.ts';
import type { CliCommand } from '../command.ts';
import { integer } from '../options.ts';
import { figure } from '../render/format.ts';
import { right, table } from '../render/table.ts';

interface Options {
  query?: string;
  items?: string;
  context?: string;
  k: number;
  index: IndexKind;
}

export function recommend(program: CliCommand): void {
  program
    .command('recommend <run>')
    .description('Items that a run recommends for one item, for several together, or for a context.')
    .option('--query <items>', 'id of an item, or several: a,b,c (the mean of their vectors)')
    .option('--context <id>', "id of a context: the mean of its items' vectors; its items are left out")
    .option('-k <n>', 'how many', integer(1), 10)
    .option('--items <items>', 'the same as --query: for somebody new, whose items are known')
    .addOption(
      new Option(
        '--index <kind>',
        'exact looks at all items; hnsw and lsh are faster on many, and may miss some',
      )
        .choices(IndexKind.options)
        .default('exact'),
    )
    .example(
      'pinwise recommend pinsage-demo-1 --query 1F600',
      'pinwise recommend pinsage-demo-1 --query 1F600,1F436 -k 5',
      'pinwise recommend pinsage-demo-1 --context animals',
    )
    .run(async (session, { query, items: given, context, k, index: kind }: Options, name: string) => {
      const asked = [query, given, context].filter((one) => one !== undefined);
      if (asked.length !== 1) {
        throw new PinwiseError('bad-usage', 'recommend needs one of --query, --items and --context');
      }
      const { homeFolder } = await import('../../runs/home.ts');
      const { openRun } = await import('../../runs/open-run.ts');
      const { recommendForMany } = await import('../../runs/recommend.ts');
      const { runIndex } = await import('../../runs/run-index.ts');
      const { contextItems } = await import('../../runs/context-items.ts');
      const { queryItems } = await import('../items/query-items.ts');
      const home = homeFolder();
      const run = openRun(home, name);
      const { items } = run.dataset;
      const rows =
        context === undefined ? queryItems(run.dataset, asked[0]) : contextItems(run.dataset, context);
      const { signal } = session;
      const bar = session.progress('index');
      const onProgress = (done: number, total: number): void => bar.update(done, total);
      const index = await runIndex(home, run, kind, { signal, onProgress }).finally(() => bar.end());
      const answers = await recommendForMany(run, rows, k, { index, signal });
      const result = {
        ...(context === undefined ? {} : { context }),
        query: rows.map(items.id),
        items: answers.map(({ row, score }) => ({
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
