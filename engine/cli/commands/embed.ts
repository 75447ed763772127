import { PinwiseError } from '../../contract/rpc.ts';
import type { CliCommand } from '../command.ts';
import { integer } from '../options.ts';
import { figure } from '../render/format.ts';
import { right, table } from '../render/table.ts';
import type { Session } from '../session.ts';

interface Options {
  items?: string;
  edges?: string;
  features?: string;
  k: number;
  to?: string;
  all?: boolean;
  memory?: number;
}

export function embed(program: CliCommand): void {
  program
    .command('embed <run>')
    .description(
      'Vectors, neighbours and recommendations for items that the run never saw; nothing is retrained.',
    )
    .option(
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
    .option('--all', 'instead: the vectors of all items of the run again, from its files, into --to')
    .option(
      '--memory <MB>',
      'with --all: megabytes that layers may take; past it they lie in files',
      integer(1),
    )
    .example(
      'pinwise embed pinsage-demo-1 --items new-items.csv --edges new-edges.csv',
      'pinwise embed pinsage-demo-1 --items new-items.csv --json',
      'pinwise embed pinsage-demo-1 --all --to vectors --memory 64',
    )
    .run(async (session, options: Options, name: string) => {
      const { items, all, to, memory } = options;
      if ((items === undefined) === !all) {
        throw new PinwiseError('bad-usage', 'embed needs either --items, or --all with --to');
      }
      if (all) await embedAll(session, name, to, memory);
      else await embedNew(session, name, { ...options, items: items! });
    });
}

async function embedAll(
  session: Session,
  name: string,
  to: string | undefined,
  memory?: number,
): Promise<void> {
  if (to === undefined) throw new PinwiseError('bad-usage', 'embed --all needs --to, the folder to write to');
  const { embedWholeRun } = await import('../../runs/embed-whole-run.ts');
  const { homeFolder } = await import('../../runs/home.ts');
  const { folderFor } = await import('../items/write-new-items.ts');
  const bar = session.progress('embed');
  try {
    const found = await embedWholeRun({
      ...{ home: homeFolder(), run: name, to: folderFor(to, ['.layers', 'embeddings.npy']) },
      ...{ memory: memory && memory * 2 ** 20, signal: session.signal },
      onProgress: (done, total) => bar.update(done, total, { note: 'passes over all items' }),
    });
    session.print(
      { run: name, ...found, files: ['embeddings.npy'] },
      ({ items, dims }) => `Written: embeddings.npy, ${items} vectors of ${dims} numbers`,
    );
  } finally {
    bar.end();
  }
}

async function embedNew(
  session: Session,
  name: string,
  { items: itemsFile, edges, features, k, to }: Options & { items: string },
): Promise<void> {
  const { readNewItems } = await import('../../dataset/folder/read-new-items.ts');
  const { homeFolder } = await import('../../runs/home.ts');
  const { answerNewItems } = await import('../../runs/new-items/answer-new-items.ts');
  const { openRun } = await import('../../runs/open-run.ts');
  const { newItemsOf } = await import('../items/new-items-of.ts');
  const home = homeFolder();
  const { dataset } = openRun(home, name);
  const read = await readNewItems(dataset, { items: itemsFile, edges, features, signal: session.signal });
  const answered = await answerNewItems(home, name, newItemsOf(read), { k, signal: session.signal });
  for (const note of [...read.notes, ...answered.notes]) session.note(note);
  const known = dataset.items.count;
  const idOf = (row: number): string => (row < known ? dataset.items.id(row) : read.items.ids[row - known]);
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
    const { writeNewItems } = await import('../items/write-new-items.ts');
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
}
