import type { CliCommand } from '../command.ts';
import { integer, list } from '../options.ts';
import { count, figure, signed } from '../render/format.ts';
import { right, table } from '../render/table.ts';
import type { AblationResult } from '../training/run-ablation.ts';

interface Options {
  data: string;
  seeds: number;
  presets?: string[];
  epochs?: number;
}

export function ablation(program: CliCommand): void {
  program
    .command('ablation')
    .description(
      "Trains every preset of the ladder with several seeds and prints PinSage's table 1 for a data set. Goes on where it was stopped.",
    )
    .requiredOption('--data <name>', 'data set with test pairs')
    .option('--seeds <n>', 'trainings of each preset', integer(1, 100), 3)
    .option('--presets <list>', 'only these, such as pinsage,mean-pooling,bpr', list)
    .option('--epochs <n>', "in place of each training's own number (bpr keeps its own)", integer(1, 10_000))
    .example(
      'pinwise ablation --data demo --seeds 3',
      'pinwise ablation --data demo --seeds 1 --presets pinsage,bpr,ease --epochs 2 --json',
    )
    .run(async (session, { data: dataset, ...options }: Options) => {
      const { homeFolder } = await import('../../runs/home.ts');
      const { runAblation } = await import('../training/run-ablation.ts');
      session.print(await runAblation(session, { home: homeFolder(), dataset, ...options }), forPeople);
    });
}

const MEASURED = ['hit_rate@1%', 'hit_rate@500', 'mrr', 'mrr_plain', 'recall@10', 'ndcg@10'];
const DESCRIBED = ['coverage@10', 'diversity@10', 'popularity@10', 'kurtosis'];
/** The metrics of the paper's table. */
const COMPARED = ['hit_rate@1%', 'mrr_plain'];

function forPeople({ data, reference, split, table: rows, failed }: AblationResult): string {
  const shown = (metrics: string[]): string[] =>
    metrics.filter((metric) => rows.some((row) => metric in row.metrics));
  const figures = (metrics: string[]): string =>
    table(
      ['preset', 'seeds', ...metrics],
      rows.map(({ preset, seeds, metrics: of }) => [
        preset,
        right(count(seeds)),
        ...metrics.map((metric) => right(cell(of[metric]))),
      ]),
    );
  return [
    `${data}: ${count(split.queries)} queries, ${count(split.pairs)} test pairs, each ranked among ${count(split.items)} ` +
      `items (candidates ${split.fingerprint.slice(0, 12)})`,
    'Mean over the seeds; in brackets its 95% interval over the queries, after ± half the range of the seeds',
    figures(shown(MEASURED)),
    figures(shown(DESCRIBED)),
    ...COMPARED.filter((metric) => rows.some((row) => metric in row.differences)).map((metric) =>
      table(
        [`${metric}, minus ${reference}`, 'difference', '95% interval', 'p', 'p (Holm)'],
        rows
          .filter((row) => metric in row.differences)
          .map(({ preset, differences: { [metric]: one } }) => [
            preset,
            right(signed(one.difference)),
            right(`[${signed(one.low)}, ${signed(one.high)}]`),
            right(figure(one.p)),
            right(figure(one.p_holm)),
          ]),
      ),
    ),
    ...failed.map(({ preset, seed, run, message }) => `${preset}, seed ${seed}: ${run} failed: ${message}`),
  ].join('\n\n');
}

function cell(of: AblationResult['table'][number]['metrics'][string] | undefined): string {
  if (!of) return '–';
  const { mean, low, high, spread } = of;
  const half = (spread.high - spread.low) / 2;
  const interval = low === null ? '' : ` [${figure(low)}, ${figure(high)}]`;
  return `${figure(mean)}${interval}${half > 0 ? ` ±${figure(half)}` : ''}`;
}
