import { Option } from 'commander';
import type { Evaluation } from '../../contract/runs.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import type { CliCommand } from '../command.ts';
import { integers } from '../options.ts';
import { count, figure, signed, withInterval } from '../render/format.ts';
import { right, table } from '../render/table.ts';

interface Options {
  split: 'test' | 'tune';
  k: number[];
}

export function evaluate(program: CliCommand): void {
  program
    .command('evaluate <run...>')
    .description(
      'Measures runs on labelled pairs that they did not train on, and compares them query by query.',
    )
    .addOption(new Option('--split <split>', 'which pairs').choices(['test', 'tune']).default('test'))
    .option('--k <list>', 'cutoffs of hit rate, recall and NDCG', integers(1), [10, 50, 500])
    .example('pinwise evaluate pinsage-demo-1 visual-demo-1', 'pinwise evaluate pinsage-demo-1 --k 10,100')
    .run(async (session, { split, k }: Options, runs: string[]) => {
      const twice = runs.find((run, i) => runs.indexOf(run) !== i);
      if (twice !== undefined) throw new PinwiseError('bad-usage', `run ${twice} is named twice`);
      const { evaluateRuns } = await import('../../evaluate/evaluate-runs.ts');
      const { homeFolder } = await import('../../runs/home.ts');
      const bar = session.progress('evaluate');
      const found = await evaluateRuns({
        ...{ home: homeFolder(), runs, split, ks: k, signal: session.signal },
        onProgress: (done, total) => bar.update(done, total),
      }).finally(() => bar.end());
      const tooLong = k.filter(
        (cutoff) =>
          found.split.queries > 0 && !found.runs.some(({ metrics }) => `hit_rate@${cutoff}` in metrics),
      );
      if (tooLong.length > 0) {
        session.note(`left out: @${tooLong.join(', @')}, which is more than the data set has items`);
      }
      session.print(found, forPeople);
    });
}

function forPeople({ split, runs, differences }: Evaluation): string {
  const metrics = [...new Set(runs.flatMap((run) => Object.keys(run.metrics)))];
  return [
    measuredOn(split),
    table(
      ['metric', ...runs.map(({ run }) => run)],
      metrics.map((metric) => [
        metric,
        ...runs.map(({ metrics: of }) => right(metric in of ? withInterval(of[metric]) : '–')),
      ]),
    ),
    ...(differences.length === 0
      ? []
      : [
          table(
            ['a', 'b', 'metric', 'a - b', '95% interval', 'p'],
            differences.map(({ a, b, metric, difference, low, high, p }) => [
              a,
              b,
              metric,
              right(signed(difference)),
              right(`[${signed(low)}, ${signed(high)}]`),
              right(figure(p)),
            ]),
          ),
        ]),
  ].join('\n\n');
}

function measuredOn({ name, queries, pairs, items, fingerprint, labelled }: Evaluation['split']): string {
  const parts: string[] = [];
  if (queries > 0) {
    parts.push(
      `${count(queries)} queries, ${count(pairs)} ${name} pairs, each ranked among ${count(items)} items ` +
        `(candidates ${fingerprint.slice(0, 12)})`,
    );
  }
  if (labelled) parts.push(`${count(labelled)} labelled ${name} items`);
  return `${parts.join('; ')}; in brackets the 95% interval`;
}
