/** How far a study is, and what its stopping rule says of going on. */
import type { StudyReport, StudySummary } from '../../electron/contract/studies.ts';
import { count, counted } from './format.ts';

/**
 * "390 of 507 judgements"; raters beyond those that the design asks for are welcome. Answers to gold and repeated
 * questions are among these, which a report counts apart.
 */
export function judgementsInWords({
  judgements,
  wanted,
  design,
}: Pick<StudySummary, 'judgements' | 'wanted' | 'design'>): string {
  // Two grades are one judgement of a comparison.
  const unit = design.trial === 'grade' ? 'grade' : 'judgement';
  const far =
    judgements > wanted
      ? `${counted(judgements, unit)}, of which the design asks for ${count(wanted)}`
      : `${count(judgements)} of ${counted(wanted, unit)}`;
  const checks = [design.gold > 0 ? 'gold' : null, design.repeats > 0 ? 'repeated' : null];
  const kinds = checks.filter((kind) => kind !== null).join(' and ');
  return kinds ? `${far}, ${kinds} questions among them` : far;
}

/** A study of several pairs is decided when all of them are. */
export function stoppingInWords(
  { design }: Pick<StudySummary, 'design'>,
  report: Pick<StudyReport, 'state' | 'pairs' | 'judgements' | 'wanted'>,
): string {
  const { pairs, judgements, wanted } = report;
  const decided = pairs.filter(({ anytime }) => anytime.decided_at !== null).length;
  const complete = pairs.every(({ unanswered }) => unanswered === 0);
  const so =
    pairs.length === 1
      ? decided === 1
        ? 'it is decided'
        : 'it is not decided yet'
      : `${decided} of ${count(pairs.length)} pairs are decided`;
  if (report.state === 'closed') {
    if (complete) return 'Stopped as planned: every judgement that the design asks for is in.';
    return design.stop === 'anytime'
      ? `Stopped by its rule (when the interval for every look decides); at the end ${so}.`
      : 'Stopped before every judgement was in, though the rule was to ask for all.';
  }
  if (complete)
    return 'Every judgement that the design asks for is in: close the study to get the fixed interval and test.';
  const open = counted(Math.max(0, wanted - judgements), 'judgement');
  return design.stop === 'anytime'
    ? `The rule is to stop when the interval for every look decides; ${so}${
        decided === pairs.length
          ? ': raters are asked no more, close the study'
          : `, and ${open} are still wanted`
      }.`
    : `The rule is to ask for all judgements: ${open} are still wanted.`;
}
