import type { CliCommand } from '../command.ts';
import { integer } from '../options.ts';
import { count, figure, signed } from '../render/format.ts';
import { right, table } from '../render/table.ts';
import type { DemoResult } from '../training/run-demo.ts';

export function demo(program: CliCommand): void {
  program
    .command('demo')
    .description(
      'The whole path on the demo: imports it, trains pinsage and the baselines, compares them. Goes on where it was stopped.',
    )
    .option('--seeds <n>', 'trainings of each preset', integer(1, 100), 3)
    .example('pinwise demo', 'pinwise demo --seeds 1 --json')
    .run(async (session, { seeds }: { seeds: number }) => {
      const { homeFolder } = await import('../../runs/home.ts');
      const { runDemo } = await import('../training/run-demo.ts');
      session.print(await runDemo(session, homeFolder(), seeds), forPeople);
    });
}

const shown = ['hit_rate@1%', 'hit_rate@10', 'recall@10', 'ndcg@10', 'mrr', 'coverage@10'];

function forPeople({ data, runs, metrics, differences, verdict }: DemoResult): string {
  return [
    `${data.name}: ${count(data.items)} items, ${count(data.contexts)} contexts, ${count(data.edges)} edges, ${count(data.pairs.test)} test pairs`,
    table(
      ['preset', 'seeds', ...shown],
      Object.entries(metrics).map(([preset, of]) => [
        preset,
        right(count(runs.filter((one) => one.preset === preset).length)),
        ...shown.map((metric) => right(figure(of[metric]?.mean))),
      ]),
    ),
    table(
      [shown[0], 'difference', '95% interval'],
      differences
        .filter(({ metric }) => metric === shown[0])
        .map(({ a, b, difference, low, high }) => [
          `${a} - ${b}`,
          right(signed(difference)),
          right(`[${signed(low)}, ${signed(high)}]`),
        ]),
    ),
    verdict,
    'Next, ask people: pinwise study create --runs ' +
      `${runs[0].run},${runs.find(({ preset }) => preset === 'visual')?.run} --as first-look`,
    ...(data.credit === null ? [] : [data.credit]),
  ].join('\n\n');
}
