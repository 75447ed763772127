import type { GradeDesign } from '../../../../evaluations/design/grade-power.ts';
import { count, figure } from '../../render/format.ts';
import type { Session } from '../../session.ts';
import { type PowerOptions, refuse } from './power-options.ts';

/** `study power` of grades of single items, one rater for each question: by formula. */
export async function gradedPower(session: Session, options: PowerOptions): Promise<void> {
  const { gradeDifferenceFound, gradeOutcomes, gradeQuestionsNeeded } =
    await import('../../../../evaluations/design/grade-power.ts');
  const { outcomePower } = await import('../../../../evaluations/design/power.ts');
  const { difference, differenceSd, questions, power, alpha } = options;
  const aim = { power, level: alpha };
  const told = (design: GradeDesign) => {
    const { win, lose, draw } = gradeOutcomes(design);
    return { win, lose, draw, share_of_wins: win / (win + lose), difference_sd: differenceSd, alpha };
  };
  if (difference === undefined) {
    if (questions === undefined) return refuse('give --difference, or --questions');
    const found = gradeDifferenceFound({ differenceSd }, questions, aim);
    const result = { questions, power, smallest_difference: found };
    if (found === null) {
      return session.print(
        { ...result, difference_sd: differenceSd, alpha },
        () => `${count(questions)} questions are too few to find any difference.`,
      );
    }
    return session.print(
      { ...result, ...told({ differenceSd, difference: found }) },
      () =>
        `${count(questions)} questions find a difference of mean grades of ${figure(found)} or more in ` +
        `${figure(100 * power, 0)} of 100 studies.`,
    );
  }
  const design = { differenceSd, difference };
  const shares = told(design);
  const needed = questions ?? gradeQuestionsNeeded(design, aim);
  if (needed === null) {
    return session.print(
      { questions: null, difference, power, ...shares },
      () => 'A million questions are too few for so small a difference.',
    );
  }
  const reached = outcomePower(needed, shares, alpha);
  session.print(
    { questions: needed, difference, power: reached, ...shares },
    () =>
      `${count(needed)} questions find a difference of mean grades of ${figure(difference)} in ` +
      `${figure(100 * reached, 0)} of 100 studies; the better run's item is graded higher in ` +
      `${figure(100 * shares.win, 0)}% of them, lower in ${figure(100 * shares.lose, 0)}% and the same in ` +
      `${figure(100 * shares.draw, 0)}%. One rater for each; with more give --raters and --judgements.`,
  );
}
