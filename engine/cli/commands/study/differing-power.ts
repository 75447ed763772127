import { PinwiseError } from '../../../contract/rpc.ts';
import { count, figure } from '../../render/format.ts';
import type { Session } from '../../session.ts';
import type { PowerOptions } from './power.ts';

/** `study power` where raters and queries differ: by simulation. */
export async function differingPower(session: Session, options: PowerOptions): Promise<void> {
  const { clusteredPower, clusteredQuestionsNeeded, clusteredShareFound } =
    await import('../../../../evaluations/design/clustered-power.ts');
  const { judgements = 1, raters = judgements, raterSd = 0, querySd = 0 } = options;
  const { win, lose, draw, questions, power, alpha, seed } = options;
  if (raters < judgements) {
    refuse(
      `${raters} raters cannot give ${judgements} judgements of each question: --raters must be as many at least`,
    );
  }
  if (power === 0 || power === 1) refuse(`--power cannot be ${power}; it must lie between 0 and 1`);
  if (alpha === 0 || alpha === 1) refuse(`--alpha cannot be ${alpha}; it must lie between 0 and 1`);
  const design = { raters, judgements, raterSd, querySd, level: alpha };
  const told = { raters, judgements, rater_sd: raterSd, query_sd: querySd, alpha, seed };
  const who = `${count(raters)} raters, ${count(judgements)} of them for each question`;
  if (win === undefined && lose === undefined && questions !== undefined) {
    const found = clusteredShareFound({ ...design, equal: draw ?? 0 }, questions, { power, seed });
    return session.print({ questions, power, ...told, smallest_share_of_wins: found }, () =>
      found === null
        ? `${count(questions)} questions and ${who}, are too few to find any difference.`
        : `${count(questions)} questions and ${who}, find a share of wins of ${figure(found)} or more among single judgements in ${figure(100 * power, 0)} of 100 studies.`,
    );
  }
  if (win === undefined || lose === undefined) return refuse('give --win and --lose, or --questions');
  if (win <= 0 || lose <= 0 || win + lose > 1 + 1e-9) {
    refuse(`--win ${win} and --lose ${lose} must be over 0 and together not over 1`);
  }
  if (win === lose) refuse('--win and --lose are the same: there is no difference to find');
  const between = { ...design, win: Math.max(win, lose), lose: Math.min(win, lose) };
  const needed = questions ?? clusteredQuestionsNeeded(between, { power, seed });
  if (needed === null) {
    return session.print(
      { questions: null, win, lose, power, ...told },
      () =>
        `No number of questions up to 5,000 is enough for ${who}, with tastes that differ so much: ask more raters.`,
    );
  }
  const found = clusteredPower(between, needed, { seed });
  session.print(
    { questions: needed, ...told, ...found },
    () =>
      `${count(needed)} questions and ${who}, find the difference in ${figure(100 * found.power, 0)} of 100 studies; ` +
      `on average ${figure(100 * found.win, 0)}% of the questions are won, ${figure(100 * found.lose, 0)}% lost, ` +
      `${figure(100 * found.draw, 0)}% drawn and ${figure(100 * found.inconclusive, 0)}% inconclusive. ` +
      `Each rater answers about ${count(Math.ceil((needed * judgements) / raters))} of them.`,
  );
}

function refuse(why: string): never {
  throw new PinwiseError('bad-usage', why);
}
