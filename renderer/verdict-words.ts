/** A study's report in words. */
import type { StudyReport } from '../electron/contract/studies.ts';
import { onceIn } from '../evaluations/analysis/words.ts';
import { counted, percent, plain } from './format.ts';

export type PairReport = StudyReport['pairs'][number];
export type Uncertain = PairReport['share_of_wins'];

/** The exact sign test; never a bare p. */
export function signTestInWords({ win, lose, sign_test_p: p }: PairReport): string {
  if (p === null) return 'No question was decided, so there is nothing to test.';
  return `Between equally good models a split as uneven as ${win} to ${lose} comes up by chance ${onceIn(p)} (exact sign test).`;
}

export function sidesInWords({ left, right, equal, p }: StudyReport['left']): string {
  if (p === null) return 'No judgement chose a side yet.';
  const share = percent(left / (left + right), 0);
  return (
    `Left was chosen in ${share} of ${counted(left + right, 'decided judgement')}, “equal” ${equal} times. ` +
    (p < 0.01
      ? `So one-sided a split comes by chance ${onceIn(p)}; sides were dealt at random, so it favours neither model.`
      : 'Chance explains that.')
  );
}

export const uncertainInWords = (one: Uncertain, show = (value: number) => plain(value, 2)): string =>
  one.value === null
    ? `not defined: ${one.reason ?? 'too little data'}`
    : one.low === null || one.high === null
      ? `${show(one.value)} (${one.reason ?? 'no interval'})`
      : `${show(one.value)} (95% interval ${show(one.low)} to ${show(one.high)})`;

/** The whole page as plain text. */
export function reportAsText(report: StudyReport): string {
  const lines = [report.sentence, ''];
  for (const pair of report.pairs) {
    lines.push(
      `${pair.a} against ${pair.b}: ${counted(pair.questions, 'question')}`,
      `  win ${pair.win}, lose ${pair.lose}, draw ${pair.draw} (${pair.drawsByConstruction} by construction), ` +
        `inconclusive ${pair.inconclusive} (${pair.unanswered} not judged yet)`,
      `  share of wins ${uncertainInWords(pair.share_of_wins, (value) => percent(value))}`,
      `  ${signTestInWords(pair)}`,
    );
  }
  lines.push(
    '',
    `Krippendorff's alpha ${uncertainInWords(report.agreement.alpha)}`,
    `Fleiss' kappa ${uncertainInWords(report.agreement.kappa)}`,
    sidesInWords(report.left),
    '',
    ...report.checks.map((check) => `[${check.outcome}] ${check.name}: ${check.meaning}`),
    '',
    `Study ${report.study}, ${report.state}, hash ${report.hash}`,
  );
  return lines.join('\n');
}
