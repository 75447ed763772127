import { PinwiseError } from '../../../contract/rpc.ts';
import type { CliCommand } from '../../command.ts';
import { integer, share } from '../../options.ts';
import { count, figure } from '../../render/format.ts';

interface Options {
  win?: number;
  lose?: number;
  draw?: number;
  questions?: number;
  power: number;
  alpha: number;
}

export function power(study: CliCommand): void {
  study
    .command('power')
    .description('How many questions a study needs, or how small a difference so many of them find.')
    .option('--win <share>', 'share of the questions that the better run is expected to win, 0 to 1', share)
    .option('--lose <share>', 'share that it is expected to lose', share)
    .option('--draw <share>', 'share of draws and questions without agreement (default: the rest)', share)
    .option('--questions <n>', 'questions of the study, instead of --win and --lose', integer(1))
    .option('--power <share>', 'chance of finding the difference', share, 0.8)
    .option('--alpha <share>', 'chance of finding one that is not there', share, 0.05)
    .example('pinwise study power --win .325 --lose .196', 'pinwise study power --questions 300 --draw .4')
    .run(async (session, options: Options) => {
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

/** @throws PinwiseError `bad-usage` */
function checked(options: Options): Options & { win: number; lose: number } {
  const { win, lose, draw, questions, power, alpha } = options;
  const refuse = (why: string): never => {
    throw new PinwiseError('bad-usage', why);
  };
  if (power === 0 || power === 1) refuse(`--power cannot be ${power}; it must lie between 0 and 1`);
  if (alpha === 0 || alpha === 1) refuse(`--alpha cannot be ${alpha}; it must lie between 0 and 1`);
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
