import type { CliCommand } from '../command.ts';
import { integer } from '../options.ts';
import { figure } from '../render/format.ts';
import { right, table } from '../render/table.ts';

interface Options {
  items: string;
  edges?: string;
  features?: string;
  k: number;
  to?: string;
}

export function embed(program: CliCommand): void {
  program
    .command('embed <run>')
    .description(
      'Vectors, neighbours and recommendations for items that the run never saw; nothing is retrained.',
    )
    .requiredOption(
      '--items <file>',
      'the new items: id, title, text, image, as in a data folder (.csv, .jsonl, .parquet)',
    )
    .option(
      '--edges <file>',
      "their contexts: item, context (for a plain graph: source, target); may name the data set's own",
    )
    .option('--features <file>', 'a features.npy for them, where the data set has one')
    .option('-k <n>', 'how many neighbours', integer(1, 500), 10)
    .option('--to <dir>', 'write embeddings.npy and items.jsonl to this new or empty folder')
    .example(
      'pinwise embed pinsage-demo-1 --items new-items.csv --edges new-edges.csv',
      'pinwise embed pinsage-demo-1 --items new-items.csv --json',
    )
    .run(async (session, { items: itemsFile, edges, features, k, to }: Options, name: string) => {
      const { readNewItems } = await import('../../dataset/folder/read-new-items.ts');
      const { homeFolder } = await import('../../runs/home.ts');
      const { answerNewItems } = await import('../../runs/new-items.ts');
      const { openRun } = await import('../../runs/open-run.ts');
      const { newItemsOf } = await import('../new-items-of.ts');
      const home = homeFolder();
      const { dataset } = openRun(home, name);
      const read = await readNewItems(dataset, { items: itemsFile, edges, features, signal: session.signal });
      const answered = await answerNewItems(home, name, newItemsOf(read), { k, signal: session.signal });
      for (const note of [...read.notes, ...answered.notes]) session.note(note);
      const known = dataset.items.count;
      const idOf = (row: number): string =>
        row < known ? dataset.items.id(row) : read.items.ids[row - known];
      const titleOf = (row: number): string =>
        row < known ? dataset.items.title(row) : read.items.titles[row - known];
      const named = (near: readonly { row: number; score: number }[]) =>
        near.map(({ row, score }) => ({ id: idOf(row), title: titleOf(row), score }));
      const items = answered.items.map(({ id, embedding, neighbors, recommended }) => ({
        id,
        embedding: embedding && [...embedding],
        neighbors: named(neighbors),
        recommended: named(recommended),
      }));
      let files: string[] | undefined;
      if (to !== undefined) {
        const { writeNewItems } = await import('../write-new-items.ts');
        files = writeNewItems(to, answered.items);
      }
      session.print({ run: name, items, ...(files && { files }) }, () =>
        table(
          ['new item', '', 'nearest', 'title', 'score'],
          items.flatMap(({ id, neighbors }) =>
            neighbors.map((near, i) => [
              i === 0 ? id : '',
              right(String(i + 1)),
              near.id,
              near.title,
              right(figure(near.score, 4)),
            ]),
          ),
          'The run reaches no other item from these.',
        ),
      );
    });
}
