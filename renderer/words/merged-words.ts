import { counted } from './format.ts';

/** What came of bringing in answers, a sentence a line. */
export function mergedInWords(merged: {
  added: number;
  known: number;
  undone: number;
  conflicts: readonly { rater: string; question: string }[];
  raters: number;
}): string[] {
  const { added, known, undone, conflicts, raters } = merged;
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
