/** The parts of a verdict as plain text, to be pasted anywhere. */
import type { StudyReport } from '../../electron/contract/studies.ts';
import { count, counted, percent, plain } from './format.ts';
import {
  type PairReport,
  adjustedInWords,
  anytimeInWords,
  decidedInWords,
  drawParts,
  equivalenceInWords,
  flagsInWords,
  sentenceOf,
  shareInWords,
  sidesInWords,
  signTestInWords,
  uncertainInWords,
} from './verdict-words.ts';

/** Rows of cells as a spreadsheet takes them. */
export const asTable = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => cells.join('\t')).join('\n');

export function outcomesAsText(pairs: readonly PairReport[]): string {
  return pairs
    .map((pair) => {
      const draws = drawParts(pair).map(({ n, says }) => `${n} ${says}`);
      return (
        `${pair.a} against ${pair.b}: ${counted(pair.questions, 'question')}\n` +
        `  win ${pair.win}, lose ${pair.lose}, draw ${pair.draw}${draws.length > 0 ? ` (${draws.join(', ')})` : ''}, ` +
        `inconclusive ${pair.inconclusive} (${pair.unanswered} not judged yet)`
      );
    })
    .join('\n');
}

export function sharesAsText(pairs: readonly PairReport[]): string {
  return pairs
    .flatMap((pair) => [
      `${pair.a} against ${pair.b}`,
      `  share of wins ${shareInWords(pair.share_of_wins)}`,
      `  ${signTestInWords(pair)}`,
      ...(pairs.length > 1
        ? [`  by chance, adjusted for ${pairs.length} pairs: ${adjustedInWords(pair)}`]
        : []),
      `  votes, at every look: ${anytimeInWords(pair)}. ${decidedInWords(pair)}`,
      `  ${equivalenceInWords(pair)}`,
    ])
    .join('\n');
}

export function rankingAsText({ ranking, ranking_reason: reason }: StudyReport): string {
  const rows = ranking.map(({ run, rank, strength, low, high }) =>
    strength === null || low === null || high === null
      ? `${rank}. ${run}`
      : `${rank}. ${run}, strength ${plain(strength, 2)} (95% interval ${plain(low, 2)} to ${plain(high, 2)})`,
  );
  return [...rows, ...(reason === null ? [] : [`No strengths: ${reason}.`])].join('\n');
}

export const agreementAsText = ({ agreement, left, gold_right, self_agreement }: StudyReport): string =>
  [
    `Krippendorff's alpha ${uncertainInWords(agreement.alpha)}`,
    `Fleiss' kappa ${uncertainInWords(agreement.kappa)}`,
    `Questions with a known answer, right: ${shareInWords(gold_right)}`,
    `Questions shown again, answered as before: ${shareInWords(self_agreement.same)}`,
    sidesInWords(left),
  ].join('\n');

export const checksAsText = ({ checks }: StudyReport): string =>
  checks.map((check) => `[${check.outcome}] ${check.name}: ${check.meaning}`).join('\n');

export const strataAsText = (pairs: readonly PairReport[]): string =>
  asTable([
    ['pair', 'queries', 'questions', 'win', 'lose', 'draw', 'inconclusive', 'share of wins'],
    ...pairs.flatMap(({ a, b, strata }) =>
      strata.map((one) => [
        ...[`${a} against ${b}`, one.stratum, one.questions, one.win, one.lose, one.draw, one.inconclusive],
        shareInWords(one.share_of_wins),
      ]),
    ),
  ]);

export const ratersAsText = ({ raters }: StudyReport): string =>
  asTable([
    [
      'rater',
      'judgements',
      'first',
      'second',
      'equal',
      'left',
      'median s',
      'agrees',
      'gold right',
      'same again',
      'flags',
      'left out',
    ],
    ...raters.map((one) => [
      ...[one.rater, count(one.judgements), one.win, one.lose, one.draw],
      ...[one.left_share, one.median_ms === null ? null : one.median_ms / 1000, one.agreement].map(
        (value, at) => (value === null ? '–' : at === 1 ? value.toFixed(1) : percent(value, 0)),
      ),
      ...[one.gold_right.value, one.self_agreement.value].map((value) =>
        value === null ? '–' : percent(value, 0),
      ),
      ...[flagsInWords(one.flags) || 'none', one.excluded ?? 'no'],
    ]),
  ]);

export const disagreementsAsText = ({ disagreements }: StudyReport): string =>
  disagreements
    .map(({ question, query, a, b, votes }) => {
      const titles = (items: typeof a): string => items.map(({ title }) => title).join(', ');
      return (
        `${question}, ${query.title}: ${titles(a)} (${counted(votes.a, 'vote')}) against ${titles(b)} ` +
        `(${votes.b}), equal ${votes.equal}`
      );
    })
    .join('\n');

/** The whole page. */
export function reportAsText(report: StudyReport): string {
  const { pairs } = report;
  const parts: [title: string, text: string][] = [
    ['Questions by outcome', outcomesAsText(pairs)],
    ['Share of wins', sharesAsText(pairs)],
    ['Ranking', pairs.length > 1 ? rankingAsText(report) : ''],
    ['Agreement of the raters', agreementAsText(report)],
    ['By kind of query', pairs.some(({ strata }) => strata.length > 0) ? strataAsText(pairs) : ''],
    ['Can this be trusted?', checksAsText(report)],
    ['Rater by rater', report.raters.length > 0 ? ratersAsText(report) : ''],
    ['Where raters disagreed most', disagreementsAsText(report)],
  ];
  const said = parts.filter(([, text]) => text !== '').map(([title, text]) => `${title}\n${text}`);
  return [sentenceOf(report), ...said, `Study ${report.study}, ${report.state}, hash ${report.hash}`].join(
    '\n\n',
  );
}
