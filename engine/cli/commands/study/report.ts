import type { StudyReport } from '../../../../evaluations/analysis/study-report.ts';
import type { CliCommand } from '../../command.ts';
import { count, duration, figure, withInterval } from '../../render/format.ts';
import { adjustedTables } from '../../render/adjusted.ts';
import { right, table } from '../../render/table.ts';

export function report(study: CliCommand): void {
  study
    .command('report <study>')
    .description('What a study found: verdict, raters, agreement and checks.')
    .option('--to <dir>', 'also write report.html, report.json and judgements.{csv,jsonl,parquet} there')
    .addHelpText(
      'after',
      '\nreport.html holds everything, pictures too, and needs no connection. A PDF of it comes from the window (Verdict, PDF) or from any browser that prints report.html.',
    )
    .example('pinwise study report first-look', 'pinwise study report first-look --to results')
    .run(async (session, { to }: { to?: string }, name: string) => {
      const { studyReport } = await import('../../../../evaluations/records/study-report.ts');
      const { readJudgedStudy } = await import('../../../../evaluations/records/judged-study.ts');
      const { homeFolder } = await import('../../../runs/home.ts');
      const { offlineOf } = await import('../../study/offline-of.ts');
      const { withRecords } = await import('../../study/study-store.ts');
      const { writeReport } = await import('../../study/write-report.ts');
      await withRecords(async (records) => {
        const found = studyReport(records, name);
        const { version } = session;
        const files =
          to === undefined
            ? {}
            : {
                files: await writeReport(records, found, {
                  to,
                  now: session.now(),
                  version,
                  signal: session.signal,
                }),
              };
        const offline = session.json
          ? await offlineOf(homeFolder(), readJudgedStudy(records, name), session.signal)
          : {};
        session.print({ ...found, ...offline, ...files }, forPeople);
      });
    });
}

function forPeople({
  sentence,
  pairs,
  ranking,
  ranking_reason,
  raters,
  agreement,
  checks,
  adjusted,
  judgements,
  files,
}: StudyReport & { files?: string[] }): string {
  return [
    sentence,
    table(
      [
        'a',
        'b',
        'questions',
        'win',
        'lose',
        'draw',
        'inconclusive',
        'share of wins',
        'p',
        'at any time',
        'excluded over',
      ],
      pairs.map((pair) => [
        pair.a,
        pair.b,
        right(count(pair.questions)),
        right(count(pair.win)),
        right(count(pair.lose)),
        right(count(pair.draw)),
        right(count(pair.inconclusive)),
        withInterval(pair.share_of_wins),
        right(figure(pair.adjusted_p)),
        `${figure(pair.anytime.low)} to ${figure(pair.anytime.high)}`,
        right(figure(pair.equivalence.excluded)),
      ]),
    ),
    ...pairs.filter(({ strata }) => strata.length > 0).map(strataTable),
    ...pairs.flatMap(({ a, b, bothGood, bothPoor }) =>
      bothGood === null || bothPoor === null
        ? []
        : [
            `Draws of ${a} and ${b} by the raters: ${count(bothGood)} both good, ${count(bothPoor)} both poor.`,
          ],
    ),
    ...(pairs.length < 2
      ? []
      : [ranking_reason === null ? rankingTable(ranking) : `No ranking: ${ranking_reason}.`]),
    ...(judgements > 0 ? [adjustedTables(adjusted)] : []),
    table(
      ['rater', 'judgements', 'left', 'median', 'agrees', 'gold', 'as before', 'flags', 'left out'],
      raters.map((rater) => [
        rater.rater,
        right(count(rater.judgements)),
        right(figure(rater.left_share, 2)),
        right(rater.median_ms === null ? '–' : duration(rater.median_ms / 1000)),
        right(figure(rater.agreement, 2)),
        right(figure(rater.gold_right.value, 2)),
        right(figure(rater.self_agreement.value, 2)),
        rater.flags.join(', '),
        rater.excluded ?? '',
      ]),
      'Nobody has rated yet.',
    ),
    `Krippendorff's alpha ${withInterval(agreement.alpha)}, Fleiss' kappa ${withInterval(agreement.kappa)}`,
    checks.map(({ name, outcome, meaning }) => `${outcome.padEnd(8)}${name}: ${meaning}`).join('\n'),
    ...(files ? [`Written: ${files.join(', ')}`] : []),
  ].join('\n\n');
}

const strataTable = ({ a, b, strata }: StudyReport['pairs'][number]): string =>
  table(
    [`${a} against ${b}`, 'questions', 'win', 'lose', 'draw', 'inconclusive', 'share of wins'],
    strata.map((one) => [
      one.stratum,
      ...[one.questions, one.win, one.lose, one.draw, one.inconclusive].map((n) => right(count(n))),
      withInterval(one.share_of_wins),
    ]),
  );

const rankingTable = (ranking: StudyReport['ranking']): string =>
  table(
    ['rank', 'run', 'strength (Davidson)'],
    ranking.map(({ rank, run, strength, low, high }) => [
      right(String(rank)),
      run,
      withInterval({ value: strength, low, high }),
    ]),
  );
