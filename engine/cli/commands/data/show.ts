import type { DatasetDetail, DatasetManifest } from '../../../contract/datasets.ts';
import type { CliCommand } from '../../command.ts';
import { count, figure } from '../../render/format.ts';
import { labelsInWords } from '../../render/labels-in-words.ts';
import { fields, right, table } from '../../render/table.ts';

type Shown = DatasetManifest & {
  degree_quantiles: DatasetDetail['quantiles'];
  health: Pick<DatasetDetail['health'][number], 'code' | 'severity' | 'message'>[];
};

export function show(data: CliCommand): void {
  data
    .command('show <name>')
    .description('Shows what is in a data set, how its items hang together and what will hurt training.')
    .example('pinwise data show demo')
    .run(async (session, _: object, name: string) => {
      const { datasetDetail } = await import('../../../dataset/describe.ts');
      const { openDataset } = await import('../../../dataset/open-dataset.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const dataset = openDataset(homeFolder(), name);
      const { quantiles, health } = datasetDetail(dataset);
      const shown: Shown = {
        ...dataset.manifest,
        degree_quantiles: quantiles,
        health: health.map(({ code, severity, message }) => ({ code, severity, message })),
      };
      session.print(shown, forPeople);
    });
}

function forPeople({ degree_quantiles: degrees, health, ...data }: Shown): string {
  const { pairs, features } = data;
  const short = (value: number): string => figure(value, Number.isInteger(value) ? 0 : 1);
  return [
    fields([
      ['data set', `${data.name} (${data.title})`],
      ['from', `${data.source}, ${data.importedAt}`],
      ...(data.credit === null ? [] : [['credit', data.credit] as [string, string]]),
      [
        'items',
        `${count(data.items)}, of them ${count(data.isolated)} ${data.plain ? 'linked to none' : 'in no context'}`,
      ],
      [data.plain ? 'links' : 'contexts', count(data.contexts)],
      ['edges', `${count(data.edges)}${data.weighted ? ', weighted' : ''}`],
      ['pictures', count(data.pictures)],
      ['pairs', `${count(pairs.train)} train, ${count(pairs.tune)} tune, ${count(pairs.test)} test`],
      ...(data.labels ? [['labels', labelsInWords(data)] as [string, string]] : []),
      ['features', `${features.dims}: ${features.blocks.map((b) => `${b.name} ${b.dims}`).join(', ')}`],
      ['fingerprint', data.fingerprint],
    ]),
    table(
      ['degree at', ...degrees.probabilities.map((p) => `${Math.round(100 * p)}%`)],
      [
        ['items', ...degrees.item.map((value) => right(short(value)))],
        ['contexts', ...degrees.context.map((value) => right(short(value)))],
      ],
    ),
    ...health.map(({ severity, message }) => `${severity === 'warn' ? 'warning' : 'note'}: ${message}`),
    ...data.warnings.map(
      ({ file, row, message }) => `import: ${file}${row === null ? '' : ` row ${row}`}: ${message}`,
    ),
  ].join('\n\n');
}
