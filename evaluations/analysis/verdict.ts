/** Who is preferred, and the sentence that says so. */
import type { PairReport } from './study-report.ts';
import { count, onceIn, percent } from './words.ts';

/** A preference is found where Holm's p of the exact sign test is less than this and the interval leaves out 1/2. */
export const LEVEL = 0.05;

/** What the verdict on a pair follows from. */
export type Finding = Pick<PairReport, 'a' | 'b' | 'win' | 'lose' | 'adjusted_p' | 'share_of_wins'>;

/** The run that raters prefer; null where no difference was found. */
export function preferredRun(pair: Finding): string | null {
  const { a, b, win, lose, adjusted_p, share_of_wins: share } = pair;
  if (adjusted_p === null || adjusted_p >= LEVEL) return null;
  if (share.low !== null && share.high !== null && share.low <= 0.5 && share.high >= 0.5) return null;
  if (againstCount(pair)) return null;
  return win > lose ? a : b;
}

/** Whether the weighted share favours the run that lost more of the questions as they were asked. */
const againstCount = ({ win, lose, share_of_wins: { value } }: Finding): boolean =>
  value !== null && (value - 0.5) * (win - lose) < 0;

/**
 * @param pairs of the study
 * @param progress judgements of questions that are shown, recorded and wanted
 */
export function verdictSentence(
  pairs: readonly PairReport[],
  progress: { judgements: number; wanted: number },
): string {
  const { judgements, wanted } = progress;
  if (wanted === 0) return 'The runs answer every question the same: all draws, so there was nothing to ask.';
  if (judgements === 0)
    return `No judgements yet, of the ${wanted.toLocaleString('en-US')} that the study asks for.`;
  const open = pairs.reduce((sum, { unanswered }) => sum + unanswered, 0);
  const unfinished =
    open > 0
      ? ` This is how it stands with ${count(open, 'question')} still open; it holds once the study is complete.`
      : '';
  if (pairs.length === 1) return `${finding(pairs[0])}${rest(pairs[0])}${unfinished}`;
  return `${findings(pairs)}${unfinished}`;
}

/** One clause for each pair; p is adjusted for their number (Holm). */
function findings(pairs: readonly PairReport[]): string {
  const found = pairs.flatMap((pair) => {
    const better = preferredRun(pair);
    return better === null ? [] : [`${better} to ${better === pair.a ? pair.b : pair.a}`];
  });
  if (found.length === 0) return `No difference found in any of the ${count(pairs.length, 'pair')} of runs.`;
  const rest = pairs.length - found.length;
  const without = rest > 0 ? ` In ${count(rest, 'pair')} no difference was found.` : '';
  return `Raters preferred ${found.join(', ')}, with p adjusted for ${count(pairs.length, 'pair')} of runs.${without}`;
}

function finding(pair: PairReport): string {
  const { a, b, win, lose, share_of_wins: share, adjusted_p: p } = pair;
  const { value, low, high } = share;
  if (value === null || low === null || high === null || p === null) {
    return 'No question was decided for either run, so there is no preference to report.';
  }
  const [leader, other] = value >= 0.5 ? [a, b] : [b, a];
  const [led, from, to] = value >= 0.5 ? [value, low, high] : [1 - value, 1 - high, 1 - low];
  const weighted = pair.strata.length > 0 ? ', weighted by how likely each query was to be drawn ' : ' ';
  const figures =
    `${leader} won ${percent(led)} of the ${count(win + lose, 'decided question')}${weighted}` +
    `(95% interval ${percent(from)} to ${percent(to)})`;
  if (preferredRun(pair) !== null) {
    return `Raters preferred ${leader} to ${other}: ${figures}. Between equally good runs chance alone would give so clear a result ${onceIn(p)}.`;
  }
  if (againstCount(pair)) {
    return `Not settled: ${figures}; but of the questions as they were asked ${other} won more.`;
  }
  if (from > 0.5) {
    return `Not settled: ${figures}, but between equally good runs chance alone would give as much ${onceIn(p)}.`;
  }
  if (p < LEVEL) {
    return `Not settled: ${figures}. These raters differ in taste, or queries were asked about several times, so that other raters and queries could well say otherwise.`;
  }
  const { equivalent, excluded, margin } = pair.equivalence;
  if (equivalent) {
    return `Equally good to within ${Math.round(100 * margin)} points: ${figures}; a difference of more than ${(100 * excluded!).toFixed(1)} points from 50% is excluded.`;
  }
  return `No difference found: ${figures}; for either run a share of wins over ${percent(Math.max(to, 1 - from))} is excluded.`;
}

function rest({ questions, draw, drawsByConstruction, inconclusive, unanswered }: PairReport): string {
  const parts = [
    drawsByConstruction > 0 && `${count(drawsByConstruction, 'draw')} because both runs answer the same`,
    draw > drawsByConstruction && `${count(draw - drawsByConstruction, 'draw')} by the raters`,
    inconclusive > unanswered && `${inconclusive - unanswered} without enough agreement of the raters`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? ` Of ${count(questions, 'question')}: ${parts.join(', ')}.` : '';
}
