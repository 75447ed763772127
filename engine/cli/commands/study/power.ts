import { InvalidArgumentError, Option } from 'commander';
import { TRIAL_KINDS } from '../../../../evaluations/design/question.ts';
import type { CliCommand } from '../../command.ts';
import { integer, share } from '../../options.ts';
import { count, figure } from '../../render/format.ts';
import { differingPower } from './differing-power.ts';
import { gradedPower } from './graded-power.ts';
import { checkOptions, type PowerOptions, refuse } from './power-options.ts';

export function power(study: CliCommand): void {
  study
    .command('power')
    .description('How many questions a study needs, or how small a difference so many of them find.')
    .option('--win <share>', 'share of the questions that the better run is expected to win, 0 to 1', share)
    .option('--lose <share>', 'share that it is expected to lose', share)
    .option('--draw <share>', 'share of draws and questions without agreement (default: the rest)', share)
    .addOption(new Option('--trial <kind>', 'what raters answer').choices(TRIAL_KINDS).default('pair'))
    .option(
      '--difference <grades>',
      'with --trial grade: mean grade of the better run less that of the other',
      apart,
    )
    .option(
      '--difference-sd <grades>',
      'with --trial grade: standard deviation of the difference between the two grades of a question',
      deviation,
      1,
    )
    .option(
      '--questions <n>',
      'questions of the study, instead of --win and --lose or --difference',
      integer(1),
    )
    .option('--power <share>', 'chance of finding the difference', share, 0.8)
    .option('--alpha <share>', 'chance of finding one that is not there', share, 0.05)
    .option(
      '--raters <n>',
      'raters in all; with this or one of the next, the answer comes by simulation',
      integer(1, 1000),
    )
    .option(
      '--judgements <n>',
      'judgements of each question, by different raters (default: 1)',
      integer(1, 50),
    )
    .option(
      '--rater-sd <n>',
      'how much raters differ: standard deviation of their tastes in log odds, of grades in grades',
      spread,
    )
    .option('--query-sd <n>', 'how much queries differ, likewise', spread)
    .option('--seed <n>', 'of the simulation', integer(0), 0)
    .addHelpText(
      'after',
      [
        '',
        "With several raters --win and --lose are shares of the single judgements; two thirds of a question's judgements",
        'must agree. A rater-sd of 0.4 lets two of three raters whose average is 60% lie between 50% and 69%.',
        '',
        'Grades go from 0 to 3, and the higher of the two grades of a question is a vote. Their difference is taken for',
        'normal around --difference and rounded to whole grades; --difference-sd is meant before it is rounded, over all',
        'raters and queries: --rater-sd and --query-sd are parts of it.',
      ].join('\n'),
    )
    .example(
      'pinwise study power --win .325 --lose .196',
      'pinwise study power --questions 300 --draw .4',
      'pinwise study power --win .42 --lose .28 --raters 12 --judgements 3 --rater-sd .4',
      'pinwise study power --trial grade --difference .3',
      'pinwise study power --trial grade --questions 200 --difference-sd 1.2 --raters 12 --judgements 3',
    )
    .run(async (session, options: PowerOptions) => {
      checkOptions(options);
      if (isDiffering(options)) return differingPower(session, options);
      if (options.trial === 'grade') return gradedPower(session, options);
      const { questionsByFormula, questionsNeeded, smallestShareFound } =
        await import('../../../../evaluations/design/power.ts');
      const { win, lose, questions, power, alpha } = checked(options);
      const aim = { power, level: alpha };
      if (questions !== undefined) {
        const draw = options.draw ?? 0;
        const decided = Math.floor(questions * (1 - draw) + 1e-9);
        const found = smallestShareFound(decided, aim);
        const result = { questions, decided, power, alpha, smallest_share_of_wins: found };
        return session.print(result, () =>
          found === null
            ? `${count(questions)} questions, ${count(decided)} of them decided, are too few to find any difference.`
            : `${count(questions)} questions, ${count(decided)} of them decided, find a share of wins of ` +
              `${figure(found)} or more in ${figure(100 * power, 0)} of 100 studies.`,
        );
      }
      const [shareOfWins, decided] = [win / (win + lose), win + lose];
      const needed = questionsNeeded(shareOfWins, decided, aim);
      const result = {
        questions: needed,
        decided: Math.round(needed * decided),
        by_formula: Math.ceil(questionsByFormula(shareOfWins, decided, aim)),
        share_of_wins: shareOfWins,
        ...{ power, alpha },
      };
      session.print(
        result,
        () =>
          `${count(needed)} questions, about ${count(result.decided)} of them decided, find a share of wins of ` +
          `${figure(shareOfWins)} in ${figure(100 * power, 0)} of 100 studies ` +
          `(${count(result.by_formula)} by the normal approximation). One rater for each; more raters add agreement, not questions.`,
      );
    });
}

const isDiffering = ({ raters, judgements, raterSd, querySd }: PowerOptions): boolean =>
  [raters, judgements, raterSd, querySd].some((given) => given !== undefined);

const spread = number((value) => value >= 0 && value <= 5, 'It must be a number from 0 to 5.');
const deviation = number((value) => value >= 0.1 && value <= 5, 'It must be a number from 0.1 to 5.');
const apart = number((value) => value >= 0.01 && value <= 2.9, 'It must be a number from 0.01 to 2.9.');

function number(isAllowed: (value: number) => boolean, says: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !isAllowed(value)) throw new InvalidArgumentError(says);
    return value;
  };
}

/** @throws PinwiseError `bad-usage` */
function checked(options: PowerOptions): PowerOptions & { win: number; lose: number } {
  const { win, lose, draw, questions } = options;
  if (questions !== undefined) {
    if (win !== undefined || lose !== undefined) refuse('give either --questions or --win and --lose');
    return { ...options, win: 0, lose: 0 };
  }
  if (win === undefined || lose === undefined) return refuse('give --win and --lose, or --questions');
  if (win + lose === 0) refuse('--win and --lose are both 0: nothing would be decided');
  if (win === lose) refuse('--win and --lose are the same: there is no difference to find');
  if (win === 0 || lose === 0)
    refuse('neither --win nor --lose can be 0: no run wins every decided question');
  const sum = win + lose + (draw ?? 0);
  if (sum > 1 + 1e-9) refuse(`--win, --lose and --draw make ${figure(sum)}; together they cannot be over 1`);
  return { ...options, win, lose };
}
