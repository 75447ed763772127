import { armPairs } from '../design/study-design.ts';
import { random } from '../random.ts';
import { fleissKappa, krippendorffAlpha } from './agreement.ts';
import { type Anytime, anytimeInterval } from './anytime.ts';
import { studyChecks } from './checks.ts';
import { votesByQuestion } from './consensus.ts';
import { mostDisagreed } from './disagreements.ts';
import { holm } from './holm.ts';
import type { JudgedStudy } from './judged-study.ts';
import { PREFERENCES } from './judgement.ts';
import { countOutcomes } from './outcomes.ts';
import { rankModels } from './rank-models.ts';
import { summariseRaters } from './raters.ts';
import { shareOfWins } from './share-of-wins.ts';
import { sidePreference } from './side-preference.ts';
import { signTest } from './sign-test.ts';
import type { PairReport, RankedRun, StudyReport } from './study-report.ts';
import { preferredRun, verdictSentence } from './verdict.ts';

/** The whole report. The same study and judgements give the same report. */
export function analyseStudy(judged: JudgedStudy): StudyReport {
  const { study, state, hash, design, questions, judgements } = judged;
  const votes = votesByQuestion(judgements);
  const pairs = pairReports(judged);
  const counts = [...votes.values()].map((of) => PREFERENCES.map((answer) => of[answer]));
  const agreement = {
    alpha: krippendorffAlpha(counts, { rng: random(design.seed, 'alpha') }),
    kappa: fleissKappa(counts, { rng: random(design.seed, 'kappa') }),
  };
  const raters = summariseRaters(judgements, votes);
  const left = sidePreference(judgements);
  const asked = pairs.reduce((sum, pair) => sum + pair.questions - pair.drawsByConstruction, 0);
  const progress = { judgements: judgements.length, wanted: asked * design.judgements };
  return {
    ...{ study, state, hash },
    sentence: verdictSentence(pairs, progress),
    pairs,
    raters,
    left,
    agreement,
    checks: studyChecks({ judged, pairs, raters, left, alpha: agreement.alpha }),
    disagreements: mostDisagreed(questions, votes),
    ...ranking(judged, pairs),
    judgements: judgements.length,
    wanted: progress.wanted,
  };
}

function pairReports(judged: JudgedStudy): PairReport[] {
  const { arms, design, questions, judgements } = judged;
  const runOf = new Map(arms.map(({ arm, run }) => [arm, run]));
  const found = armPairs(arms.map(({ arm }) => arm)).map(([first, second]) => {
    const own = questions.filter(({ pair }) => pair[0] === first && pair[1] === second);
    const queryOf = new Map(own.map(({ question, query }) => [question, query.id]));
    const given = judgements.filter(({ question }) => queryOf.has(question));
    const outcomes = countOutcomes(own, votesByQuestion(given), design.judgements, design.consensus);
    const anytime: Anytime = anytimeInterval(given, queryOf);
    return {
      a: runOf.get(first)!,
      b: runOf.get(second)!,
      ...outcomes,
      share_of_wins: shareOfWins(
        own.map(({ question, query }) => ({ question, query: query.id })),
        given,
        design.judgements,
        design.consensus,
      ),
      sign_test_p: signTest(outcomes.win, outcomes.lose),
      anytime,
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
  const beaten = new Map<string, string[]>();
  for (const pair of pairs) {
    const better = preferredRun(pair);
    if (better === null) continue;
    const worse = better === pair.a ? pair.b : pair.a;
    beaten.set(worse, [...(beaten.get(worse) ?? []), better]);
  }
  const runs = arms
    .map(({ run }): RankedRun => {
      const { strength = null, low = null, high = null } = strengths.get(run) ?? {};
      return { run, rank: 1 + (beaten.get(run)?.length ?? 0), strength, low, high };
    })
    .sort((x, y) => x.rank - y.rank || (y.strength ?? 0) - (x.strength ?? 0));
  return { ranking: runs, ranking_reason: reason };
}
