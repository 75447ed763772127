import { armPairs } from '../design/study-design.ts';
import { random } from '../random.ts';
import { type MeasuredVote, adjustedStudy } from './adjusted-study.ts';
import { fleissKappa, krippendorffAlpha } from './agreement.ts';
import { anytimeInterval } from './anytime.ts';
import { studyChecks } from './checks.ts';
import { votesByQuestion } from './consensus.ts';
import { drawKinds } from './draw-kinds.ts';
import { equivalence } from './equivalence.ts';
import { excludedRaters } from './exclude-raters.ts';
import { goldRight } from './gold.ts';
import { mostDisagreed } from './disagreements.ts';
import { holm } from './holm.ts';
import type { JudgedStudy } from './judged-study.ts';
import { PREFERENCES } from './judgement.ts';
import { countOutcomes } from './outcomes.ts';
import { rankModels } from './rank-models.ts';
import { summariseRaters } from './raters.ts';
import { selfAgreement } from './self-agreement.ts';
import { shareOfWins } from './share-of-wins.ts';
import { sidePreference } from './side-preference.ts';
import { signTest } from './sign-test.ts';
import { strataOf } from './strata.ts';
import type { PairReport, RankedRun, StudyRater, StudyReport } from './study-report.ts';
import { preferredRun, verdictSentence } from './verdict.ts';

type Judged = Omit<JudgedStudy, 'intact'>;

/** The whole report. The same study and judgements give the same report. */
export function analyseStudy(all: JudgedStudy): StudyReport {
  const raters = ratersOf(all);
  const judged = withoutExcluded(all, raters);
  const { study, state, hash, design, questions, judgements } = judged;
  const votes = votesByQuestion(judgements);
  const pairs = pairReports(judged);
  const counts = [...votes.values()].map((of) => PREFERENCES.map((answer) => of[answer]));
  const agreement = {
    alpha: krippendorffAlpha(counts, { rng: random(design.seed, 'alpha') }),
    kappa: fleissKappa(counts, { rng: random(design.seed, 'kappa') }),
  };
  const left = sidePreference(judgements);
  const asked = pairs.reduce((sum, pair) => sum + pair.questions - pair.drawsByConstruction, 0);
  const progress = { judgements: judgements.length, wanted: asked * design.judgements };
  return {
    ...{ study, state, hash },
    sentence: verdictSentence(pairs, progress),
    pairs,
    raters,
    gold_right: goldRight(all.gold),
    self_agreement: selfAgreement(all.repeats),
    left,
    agreement,
    checks: studyChecks({ judged, pairs, raters, left, alpha: agreement.alpha }),
    disagreements: mostDisagreed(questions, votes),
    ...ranking(judged, pairs),
    adjusted: adjustedStudy(measuredVotes(judged)),
    judgements: judgements.length,
    wanted: progress.wanted,
  };
}

function ratersOf({ design, judgements, gold, repeats }: Judged): StudyRater[] {
  const raters = summariseRaters(judgements, votesByQuestion(judgements), { gold, repeats });
  const reasons = new Map(excludedRaters(design.exclude, raters).map(({ rater, reason }) => [rater, reason]));
  return raters.map((rater) => ({ ...rater, excluded: reasons.get(rater.rater) ?? null }));
}

function withoutExcluded<T extends Judged>(judged: T, raters: readonly StudyRater[]): T {
  const out = new Set(raters.flatMap(({ rater, excluded }) => (excluded === null ? [] : [rater])));
  return { ...judged, judgements: judged.judgements.filter(({ rater }) => !out.has(rater)) };
}

/**
 * Has the study's own rule ended it? With `stop: anytime` it has when the interval for every look decides each pair of
 * runs; whoever stops then is wrong about a pair in at most 5 studies of 100 (anytime.ts).
 */
export function stoppedByRule(all: Judged): boolean {
  if (all.design.stop !== 'anytime') return false;
  const judged = withoutExcluded(all, ratersOf(all));
  return pairsOf(judged).every(({ anytime }) => anytime.decided_at !== null);
}

/** Of each pair of runs: its questions and judgements, and the interval that may be looked at every time. */
function pairsOf({ arms, questions, judgements }: Judged) {
  return armPairs(arms.map(({ arm }) => arm)).map((pair) => {
    const own = questions.filter((one) => one.pair[0] === pair[0] && one.pair[1] === pair[1]);
    const queryOf = new Map(own.map(({ question, query }) => [question, query.id]));
    const weightOf = new Map(own.map(({ question, weight }) => [question, weight]));
    const given = judgements.filter(({ question }) => queryOf.has(question));
    return { pair, own, given, anytime: anytimeInterval(given, queryOf, weightOf) };
  });
}

function pairReports(judged: JudgedStudy): PairReport[] {
  const { arms, design } = judged;
  const runOf = new Map(arms.map(({ arm, run }) => [arm, run]));
  const found = pairsOf(judged).map(({ pair: [first, second], own, given, anytime }) => {
    const weighed = own.map(({ query, ...of }) => ({ ...of, query: query.id }));
    const votes = votesByQuestion(given);
    const rule = [design.judgements, design.consensus] as const;
    const outcomes = countOutcomes(own, votes, ...rule);
    const told = design.equal === 'split' || design.trial === 'grade';
    return {
      a: runOf.get(first)!,
      b: runOf.get(second)!,
      ...outcomes,
      ...(told ? drawKinds(given, votes, ...rule) : { bothGood: null, bothPoor: null }),
      share_of_wins: shareOfWins(weighed, given, ...rule),
      sign_test_p: signTest(outcomes.win, outcomes.lose),
      anytime,
      equivalence: equivalence([weighed, given, ...rule]),
      strata: strataOf(weighed, given, ...rule),
    };
  });
  const adjusted = holm(found.map(({ sign_test_p }) => sign_test_p));
  return found.map((pair, i) => ({ ...pair, adjusted_p: adjusted[i] }));
}

function ranking(
  { arms }: JudgedStudy,
  pairs: readonly PairReport[],
): Pick<StudyReport, 'ranking' | 'ranking_reason'> {
  const { ranking: ranked, reason } = rankModels(pairs);
  const strengths = new Map(ranked.map((one) => [one.model, one]));
  /** How many runs are preferred to a run. */
  const above = new Map<string, number>();
  for (const pair of pairs) {
    const better = preferredRun(pair);
    if (better === null) continue;
    const worse = better === pair.a ? pair.b : pair.a;
    above.set(worse, (above.get(worse) ?? 0) + 1);
  }
  const runs = arms
    .map(({ run }): RankedRun => {
      const { strength = null, low = null, high = null } = strengths.get(run) ?? {};
      return { run, rank: 1 + (above.get(run) ?? 0), strength, low, high };
    })
    .sort((x, y) => x.rank - y.rank || (y.strength ?? 0) - (x.strength ?? 0));
  return { ranking: runs, ranking_reason: reason };
}

function measuredVotes({ arms, questions, judgements }: JudgedStudy): MeasuredVote[] {
  const runOf = new Map(arms.map(({ arm, run }) => [arm, run]));
  const byName = new Map(questions.map((question) => [question.question, question]));
  return judgements.map(({ question, preference }) => {
    const { pair, query, weight, covariates } = byName.get(question)!;
    const [a, b] = pair.map((arm) => runOf.get(arm)!);
    return { a, b, preference, query: query.id, weight, covariates };
  });
}
