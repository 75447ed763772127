import { Option } from 'commander';
import type { VotesReport } from '../../../evaluations/analysis/analyse-votes.ts';
import type { CliCommand } from '../command.ts';
import { count, figure, withInterval } from '../render/format.ts';
import { adjustedTables } from '../render/adjusted.ts';
import { right, table } from '../render/table.ts';

type StudyOfVotes = VotesReport & { study: string };

export function analyze(program: CliCommand): void {
  program
    .command('analyze <file>')
    .description(
      'The report of judgements made elsewhere: a CSV, JSON Lines or Parquet file with one in a row.',
    )
    .addOption(
      new Option('--by <column>', 'one report for each value of the column study').choices(['study']),
    )
    .addHelpText(
      'after',
      [
        '',
        'Columns: question, query, rater, a, b (names of the models), choice (a, b or equal); and, if you have them,',
        'study, side (left or right: where a stood), ms (how long it took), at; weight (of the question, 1 / probability of',
        'its query); popularity_a, popularity_b (logarithms), similarity_a, similarity_b (cosines with the query), to adjust',
        'for. Rows in the order of judging.',
      ].join('\n'),
    )
    .example('pinwise study report first-look --to results', 'pinwise analyze judgements.csv --by study')
    .run(async (session, { by }: { by?: 'study' }, path: string) => {
      const { analyseVotes } = await import('../../../evaluations/analysis/analyse-votes.ts');
      const { turn } = await import('../../turns.ts');
      const { readVotes } = await import('../study/read-votes.ts');
      const studies: StudyOfVotes[] = [];
      for (const [study, votes] of await readVotes(path, by !== undefined, session.signal)) {
        await turn(session.signal);
        studies.push({ study, ...analyseVotes(votes, 0) });
      }
      session.print({ studies }, (found) => found.studies.map(forPeople).join('\n\n'));
    });
}

function forPeople({
  study,
  pairs,
  raters,
  agreement,
  ranking,
  ranking_reason,
  adjusted,
}: StudyOfVotes): string {
  return [
    ...(study === '' ? [] : [study]),
    table(
      ['a', 'b', 'questions', 'win', 'lose', 'draw', 'inconclusive', 'share of wins', 'p', 'at any time'],
      pairs.map((pair) => [
        pair.a,
        pair.b,
        ...[pair.questions, pair.win, pair.lose, pair.draw, pair.inconclusive].map((n) => right(count(n))),
        withInterval(pair.share_of_wins),
        right(figure(pair.adjusted_p)),
        `${figure(pair.anytime.low)} to ${figure(pair.anytime.high)}`,
      ]),
    ),
    table(
      ['rater', 'judgements', 'left', 'agrees', 'flags'],
      raters.map((rater) => [
        rater.rater,
        right(count(rater.judgements)),
        right(figure(rater.left_share, 2)),
        right(figure(rater.agreement, 2)),
        rater.flags.join(', '),
      ]),
    ),
    `Krippendorff's alpha ${withInterval(agreement.alpha)}, Fleiss' kappa ${withInterval(agreement.kappa)}`,
    ranking_reason === null
      ? table(
          ['rank', 'model', 'strength (Davidson)'],
          ranking.map(({ rank, model, strength, low, high }) => [
            right(String(rank)),
            model,
            withInterval({ value: strength, low, high }),
          ]),
        )
      : `No ranking: ${ranking_reason}.`,
    adjustedTables(adjusted),
  ].join('\n\n');
}
