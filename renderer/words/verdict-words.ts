/** A study's report in words: every number with its uncertainty, never a bare p. */
import type { StudyReport } from '../../electron/contract/studies.ts';
import { onceIn } from '../../evaluations/analysis/words.ts';
import { count, counted, percent, plain } from './format.ts';

export type PairReport = StudyReport['pairs'][number];
export type Uncertain = PairReport['share_of_wins'];
export type RaterReport = StudyReport['raters'][number];

/** The exact sign test. */
export function signTestInWords({ win, lose, sign_test_p: p }: PairReport): string {
  if (p === null) return 'No question was decided, so there is nothing to test.';
  return `Between equally good models a split as uneven as ${win} to ${lose} comes up by chance ${onceIn(p)} (exact sign test).`;
}

/** How often chance alone would give it, when as many pairs as the study has are tested at once (Holm). */
export const adjustedInWords = ({ adjusted_p: p }: PairReport): string =>
  p === null ? 'nothing decided' : onceIn(p);

/** Two one-sided tests; a share of wins may be away from 50% in either direction. */
export function equivalenceInWords({ equivalence }: PairReport): string {
  const { margin, equivalent, excluded, reason } = equivalence;
  const points = (share: number): string => plain(100 * share, 1).replace(/\.0$/, '');
  if (excluded === null || equivalent === null)
    return `Whether both are equally good is open: ${reason ?? ''}.`;
  const so = `differences over ${points(excluded)} points from 50% are excluded`;
  return equivalent
    ? `No detectable difference; ${so} (up to ${points(margin)} points count as equally good).`
    : `Not shown to be equally good: only ${so}, and up to ${points(margin)} points would count as equally good.`;
}

/** Whether looking early has found a preference, and after how many judgements. */
export function decidedInWords({ anytime: { low, high, decided_at: at } }: PairReport): string {
  if (low === null) return 'Nothing is decided yet.';
  if (at === null) return 'Not decided yet: the interval has held 50% at every look.';
  const again = low <= 0.5 && high !== null && high >= 0.5 ? '; now it holds it again' : '';
  return `Decided after ${counted(at, 'judgement')}: the first time that the interval left out 50%${again}.`;
}

export const LOOKING_IS_ALLOWED =
  'You may look as often as you like, and stop when you like: this interval of single votes holds at every look at ' +
  'once, so that looking early makes no chance finding likelier (at most 5 studies of 100).';

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

export const shareInWords = (one: Uncertain): string => uncertainInWords(one, (value) => percent(value));

/** Flags as people say them: "left clicker". */
export const flagsInWords = (flags: readonly string[]): string =>
  flags.map((flag) => flag.replaceAll('-', ' ')).join(', ');

/** The interval for whoever looks early, of single votes for the first run of the pair. */
export const anytimeInWords = ({ anytime: { low, high } }: PairReport): string =>
  low === null || high === null ? 'nothing decided yet' : `${percent(low)} to ${percent(high)}`;

/**
 * While a study is open its sentence rests on the interval that may be looked at; the report's own, which rests on the
 * fixed one, comes when the study is closed.
 */
export function sentenceOf(report: StudyReport): string {
  if (report.state === 'closed' || report.judgements === 0 || report.wanted === 0) return report.sentence;
  const so = report.pairs.map(soFar).join(' ');
  return `${so} ${count(report.judgements)} of ${counted(report.wanted, 'judgement')} are in.`;
}

/** The first sentence, and what follows it. */
export function leadOf(text: string): [lead: string, rest: string] {
  const end = text.search(/[.!?] (?=[A-Z])/);
  return end < 0 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)];
}

function soFar(pair: PairReport): string {
  const { low, high, decided_at: at } = pair.anytime;
  if (low === null || high === null) return `No vote for either of ${pair.a} and ${pair.b} yet.`;
  if (at === null || (low <= 0.5 && high >= 0.5)) {
    return `So far no preference between ${pair.a} and ${pair.b} is found. Votes for ${pair.a}: ${anytimeInWords(pair)} of those for either, at every look.`;
  }
  const [leader, other, from, to] =
    low > 0.5 ? [pair.a, pair.b, low, high] : [pair.b, pair.a, 1 - high, 1 - low];
  return `So far raters prefer ${leader} to ${other}. Votes for ${leader}: ${percent(from)} to ${percent(to)} of those for either, at every look.`;
}

export interface DrawPart {
  key: 'construction' | 'good' | 'poor' | 'equal';
  n: number;
  says: string;
}

/** What the draws are made of; they add up to `draw`. */
export function drawParts({ draw, drawsByConstruction, bothGood, bothPoor }: PairReport): DrawPart[] {
  const rest = draw - drawsByConstruction - (bothGood ?? 0) - (bothPoor ?? 0);
  const parts: DrawPart[] = [
    { key: 'construction', n: drawsByConstruction, says: 'both answer the same' },
    { key: 'good', n: bothGood ?? 0, says: 'both good' },
    { key: 'poor', n: bothPoor ?? 0, says: 'both poor' },
    { key: 'equal', n: rest, says: bothGood === null ? 'called equal' : 'as often good as poor' },
  ];
  return parts.filter(({ n }) => n > 0);
}
