import { Option } from 'commander';
import type { DatasetManifest } from '../../../contract/datasets.ts';
import type { CliCommand } from '../../command.ts';
import { count } from '../../render/format.ts';
import { labelsInWords } from '../../render/labels-in-words.ts';

interface Options {
  as?: string;
  onError: 'stop' | 'skip';
  vectors?: string;
}

export function importData(data: CliCommand): void {
  data
    .command('import <source>')
    .description(
      'Imports a data set: "demo", "demo-dense" (the same emoji, every English keyword kept), a folder, or a .pinwise-dataset file.',
    )
    .option('--as <name>', 'what to call it; default: from the source')
    .addOption(
      new Option('--on-error <do>', 'at faulty rows: stop and import nothing, or skip them')
        .choices(['stop', 'skip'])
        .default('stop'),
    )
    .option(
      '--vectors <file>',
      'word vectors for titles and texts, in GloVe or word2vec text format (also .gz)',
    )
    .example('pinwise data import demo', 'pinwise data import ./my-boards --as boards --on-error skip')
    .run(async (session, { as, onError, vectors }: Options, source: string) => {
      const { importDataset } = await import('../../../dataset/import-dataset.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const bar = session.progress('import');
      const manifest = await importDataset({
        source,
        home: homeFolder(),
        name: as,
        onError,
        vectors,
        signal: session.signal,
        onProgress: ({ stage, done, total }) => bar.update(done, total, { note: stage }),
      }).finally(() => bar.end());
      session.print(manifest, forPeople);
    });
}

function forPeople(manifest: DatasetManifest): string {
  const { name, items, contexts, edges, pairs, features, labels, plain, warnings, skipped } = manifest;
  const graph = plain ? `${count(contexts)} links` : `${count(contexts)} contexts, ${count(edges)} edges`;
  const preset = plain || labels ? 'graphsage-mean' : 'pinsage';
  return [
    `${name}: ${count(items)} items, ${graph}, ${count(features.dims)} features`,
    ...(labels && pairs.train + pairs.tune + pairs.test === 0
      ? []
      : [
          `labelled pairs: ${count(pairs.train)} train, ${count(pairs.tune)} tune, ${count(pairs.test)} test`,
        ]),
    ...(labels ? [`labels: ${labelsInWords(manifest)}`] : []),
    ...warnings.map(
      ({ file, row, message }) => `warning: ${file}${row === null ? '' : ` row ${row}`}: ${message}`,
    ),
    ...(skipped > 0 ? [`skipped: ${count(skipped)} rows`] : []),
    `Next: pinwise train --data ${name} --preset ${preset}`,
  ].join('\n');
}
