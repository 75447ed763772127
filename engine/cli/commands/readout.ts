import { Option } from 'commander';
import type { ReadOut, ReadOutSplit } from '../../evaluate/read-out.ts';
import type { CliCommand } from '../command.ts';
import { count, figure } from '../render/format.ts';
import { right, table } from '../render/table.ts';

interface Options {
  split: ReadOutSplit;
}

/** `run` null: the data set's features as they are, to compare with. */
interface Row extends ReadOut {
  run: string | null;
  data: string;
}

export function readout(program: CliCommand): void {
  program
    .command('readout <run...>')
    .description(
      'What frozen embeddings know of the labels: a logistic regression on them, beside one on the raw features.',
    )
    .addOption(
      new Option('--split <split>', 'train nodes as the data say, or every labelled node but tune and test')
        .choices(['public', 'full'])
        .default('public'),
    )
    .example('pinwise readout graphsage-mean-cora-1', 'pinwise readout graphsage-mean-cora-1 --split full')
    .run(async (session, { split }: Options, names: string[]) => {
      const { readOut, vectorsOf } = await import('../../evaluate/read-out.ts');
      const { homeFolder } = await import('../../runs/home.ts');
      const { openRun } = await import('../../runs/open-run.ts');
      const rows: Row[] = [];
      for (const name of names) {
        const run = openRun(homeFolder(), name);
        const { dataset } = run;
        const data = run.summary.dataset;
        if (!rows.some((row) => row.run === null && row.data === data)) {
          const raw = await readOut(dataset, dataset.features.data, split, session.signal);
          rows.push({ run: null, data, ...raw });
        }
        const found = await readOut(dataset, vectorsOf(run), split, session.signal);
        rows.push({ run: name, data, ...found });
      }
      session.print({ runs: rows }, ({ runs }) =>
        table(
          ['run', 'data', 'dims', 'train / tune / test nodes', 'micro-F1, tune', 'micro-F1, test'],
          runs.map(({ run, data, dims, nodes, micro_f1 }) => [
            run ?? 'raw features',
            data,
            right(count(dims)),
            right(`${count(nodes.train)} / ${count(nodes.tune)} / ${count(nodes.test)}`),
            right(figure(micro_f1.tune)),
            right(figure(micro_f1.test)),
          ]),
        ),
      );
    });
}
