import type { LateAnswers, MergedAnswers } from '../../electron/contract/studies.ts';
import { counted } from './format.ts';

/** What came of bringing in answers, a sentence a line. */
export function mergedInWords({ added, known, undone, conflicts, raters }: MergedAnswers): string[] {
  const parts = [
    `${counted(added, 'judgement')} of ${counted(raters, 'rater')} added`,
    ...(known > 0 ? [`${counted(known, 'judgement')} here already`] : []),
    ...(undone > 0 ? [`${counted(undone, 'judgement')} taken back`] : []),
  ];
  return [
    `${parts.join(', ')}.`,
    ...conflicts.map(
      ({ rater, question }) => `${rater} answered ${question} twice there; the earlier answer stands.`,
    ),
  ];
}

/** What a file holds that came after its study was closed, and why nothing of it was taken; a sentence a line. */
export function lateInWords({ before, after, known, undone, raters, closedAt }: LateAnswers): string[] {
  const closed = new Date(closedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return [
    `Nothing was taken: the study was closed on ${closed} and keeps its verdict.`,
    `The file, of ${counted(raters, 'rater')}, holds ${counted(before + after, 'judgement')} that it does not have: ` +
      `${before} given before it was closed, ${after} after.`,
    ...(known > 0 ? [`${counted(known, 'judgement')} here already.`] : []),
    ...(undone > 0 ? [`${counted(undone, 'judgement')} here that were taken back there.`] : []),
  ];
}
