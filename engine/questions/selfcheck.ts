/**
 * What a study's design can see, before people are asked: scripted raters judge a run against a twin of it with
 * answers shuffled, which must lose, and two twins that are equally good, neither of which may.
 */
import {
  type Rehearsal,
  rehearseStudy,
  rehearsedVerdict,
} from '../../evaluations/analysis/rehearse-study.ts';
import type { StudyReport } from '../../evaluations/analysis/study-report.ts';
import type { TrialKind } from '../../evaluations/design/question.ts';
import type { Selfcheck, SelfcheckWanted } from '../contract/study-answers.ts';
import { openRun } from '../runs/open-run.ts';
import { turn } from '../turns.ts';
import { twinAnswers } from './twin-answers.ts';

export const DEGRADED = 'with answers shuffled';
export const IDENTICAL = ['one draw', 'another draw'] as const;

/** @throws PinwiseError `too-few-answers`, and those of `openRun` */
export async function selfcheck(
  home: string,
  wanted: SelfcheckWanted,
  signal?: AbortSignal,
): Promise<Selfcheck> {
  const { run, trial, k, judgements, consensus, share, accuracy, seed, replications } = wanted;
  const { draw, relatedness } = await twinAnswers(home, openRun(home, run), wanted, signal);
  const study = (seedOf: number, kind: 'degraded' | 'identical'): Rehearsal => ({
    runs: kind === 'degraded' ? [run, `${run} ${DEGRADED}`] : namesOf(run),
    answers: draw(seedOf)[kind],
    ...{ trial, k, judgements, consensus, relatedness, accuracy, seed: seedOf },
  });
  let [found, alarms] = [0, 0];
  for (let i = 0; i < replications; i++) {
    await turn(signal);
    if (rehearsedVerdict(study(seed + i, 'degraded')) === run) found++;
    await turn(signal);
    if (rehearsedVerdict(study(seed + i, 'identical')) !== null) alarms++;
  }
  await turn(signal);
  const degraded = rehearseStudy(study(seed, 'degraded'));
  await turn(signal);
  const identical = rehearseStudy(study(seed, 'identical'));
  const { questions } = degraded.pairs[0];
  return {
    ...{ ...wanted, questions },
    degraded: short(degraded),
    identical: short(identical),
    ...{ found, false_alarms: alarms },
    verdict: selfcheckVerdict({ found, alarms, replications, share, trial, k, questions, judgements }),
  };
}

export const namesOf = (run: string): [string, string] => [
  `${run}, ${IDENTICAL[0]}`,
  `${run}, ${IDENTICAL[1]}`,
];

function short({ pairs: [pair], sentence }: StudyReport): Selfcheck['degraded'] {
  const { win, lose, draw, inconclusive, share_of_wins: share, sign_test_p } = pair;
  const { value, low, high } = share;
  return { win, lose, draw, inconclusive, share_of_wins: { value, low, high }, sign_test_p, sentence };
}

/** Power that is worth having, and the errors that a level of 5% may bring in so many studies (all but 1 in 100). */
const ENOUGH = 0.8;
const mostAlarms = (replications: number): number =>
  Math.ceil(0.05 * replications + 2.33 * Math.sqrt(0.05 * 0.95 * replications));

export function selfcheckVerdict(of: {
  found: number;
  alarms: number;
  replications: number;
  share: number;
  trial: TrialKind;
  k: number;
  questions: number;
  judgements: number;
}): string {
  const { found, alarms, replications, share, trial, k, questions, judgements } = of;
  const asked = { pair: '', lists: ` about lists of ${k}`, grade: ' by grades' }[trial];
  const design = `${questions} questions of ${judgements} ${judgements === 1 ? 'judgement' : 'judgements'}${asked}`;
  const percent = `${Math.round(100 * share)}%`;
  const sees =
    found >= ENOUGH * replications
      ? `${design} are enough to see that ${percent} of a run's answers are shuffled`
      : `${design} are too few to see that ${percent} of a run's answers are shuffled: ask more of either`;
  const errs =
    alarms > mostAlarms(replications)
      ? `took equally good runs for different ones in ${alarms}, which is too often for a level of 5%`
      : `took equally good runs for different ones in ${alarms}`;
  return `${sees}. Of ${replications} studies ${found} found it, and ${errs}.`;
}
