import type { ClusteredStudy, VoteShares } from '../../../../evaluations/design/clustered-design.ts';
import type { GradeDifference } from '../../../../evaluations/design/grade-difference.ts';
import { count, figure } from '../../render/format.ts';
import type { Session } from '../../session.ts';
import { type PowerOptions, refuse } from './power-options.ts';

/** The difference that is planned for, in the unit of its trials. */
interface Effect {
  /** Null where so many questions are asked what they find. */
  given: VoteShares | GradeDifference | null;
  /** As in JSON. */
  told: Record<string, number>;
  smallest: {
    key: string;
    words(found: number): string;
    of(study: ClusteredStudy, questions: number, search: { power: number; seed: number }): number | null;
  };
  /** What a rater does with a question. */
  answers(questions: number): string;
}

/** `study power` where raters and queries differ: by simulation. */
export async function differingPower(session: Session, options: PowerOptions): Promise<void> {
  const { clusteredPower, clusteredQuestionsNeeded } =
    await import('../../../../evaluations/design/clustered-power.ts');
  const { judgements = 1, raters = judgements, raterSd = 0, querySd = 0 } = options;
  const { questions, power, alpha, seed } = options;
  if (raters < judgements) {
    refuse(
      `${raters} raters cannot give ${judgements} judgements of each question: --raters must be as many at least`,
    );
  }
  const { given, told, smallest, answers } = await (options.trial === 'grade' ? grades : shares)(options);
  const study = { raters, judgements, raterSd, querySd, level: alpha };
  const who = `${count(raters)} raters, ${count(judgements)} of them for each question`;
  const design = { raters, judgements, rater_sd: raterSd, query_sd: querySd, alpha, seed };
  if (given === null) {
    const found = smallest.of(study, questions!, { power, seed });
    return session.print({ questions, power, ...design, ...told, [smallest.key]: found }, () =>
      found === null
        ? `${count(questions)} questions and ${who}, are too few to find any difference.`
        : `${count(questions)} questions and ${who}, find ${smallest.words(found)} in ${figure(100 * power, 0)} of 100 studies.`,
    );
  }
  const needed = questions ?? clusteredQuestionsNeeded({ ...study, ...given }, { power, seed });
  if (needed === null) {
    return session.print(
      { questions: null, ...told, power, ...design },
      () =>
        `No number of questions up to 5,000 is enough for ${who}, with tastes that differ so much: ask more raters.`,
    );
  }
  const found = clusteredPower({ ...study, ...given }, needed, { seed });
  session.print(
    { questions: needed, ...design, ...told, ...found },
    () =>
      `${count(needed)} questions and ${who}, find the difference in ${figure(100 * found.power, 0)} of 100 studies; ` +
      `on average ${figure(100 * found.win, 0)}% of the questions are won, ${figure(100 * found.lose, 0)}% lost, ` +
      `${figure(100 * found.draw, 0)}% drawn and ${figure(100 * found.inconclusive, 0)}% inconclusive. ` +
      `Each rater ${answers(Math.ceil((needed * judgements) / raters))}.`,
  );
}

async function shares({ win, lose, draw, questions }: PowerOptions): Promise<Effect> {
  const { clusteredShareFound } = await import('../../../../evaluations/design/clustered-power.ts');
  const smallest: Effect['smallest'] = {
    key: 'smallest_share_of_wins',
    words: (found) => `a share of wins of ${figure(found)} or more among single judgements`,
    of: (study, asked, search) => clusteredShareFound({ ...study, equal: draw ?? 0 }, asked, search),
  };
  const answers = (each: number): string => `answers about ${count(each)} of them`;
  if (win === undefined && lose === undefined && questions !== undefined) {
    return { given: null, told: {}, smallest, answers };
  }
  if (win === undefined || lose === undefined) return refuse('give --win and --lose, or --questions');
  if (win <= 0 || lose <= 0 || win + lose > 1 + 1e-9) {
    refuse(`--win ${win} and --lose ${lose} must be over 0 and together not over 1`);
  }
  if (win === lose) refuse('--win and --lose are the same: there is no difference to find');
  const given = { win: Math.max(win, lose), lose: Math.min(win, lose) };
  return { given, told: { win, lose }, smallest, answers };
}

async function grades(options: PowerOptions): Promise<Effect> {
  const { clusteredDifferenceFound } = await import('../../../../evaluations/design/clustered-power.ts');
  const { difference, differenceSd, questions, raterSd = 0, querySd = 0 } = options;
  if (difference === undefined && questions === undefined) refuse('give --difference, or --questions');
  if (Math.hypot(raterSd, querySd) >= differenceSd) {
    refuse(
      `--rater-sd ${raterSd} and --query-sd ${querySd}, in grades, are parts of --difference-sd ${differenceSd}: their squares must make less than its square`,
    );
  }
  return {
    given: difference === undefined ? null : { difference, differenceSd },
    told: { ...(difference === undefined ? {} : { difference }), difference_sd: differenceSd },
    smallest: {
      key: 'smallest_difference',
      words: (found) => `a difference of mean grades of ${figure(found, 2)} or more`,
      of: (study, asked, search) => clusteredDifferenceFound({ ...study, differenceSd }, asked, search),
    },
    answers: (each) => `grades both items of about ${count(each)} of them`,
  };
}
