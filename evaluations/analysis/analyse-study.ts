import { random } from '../random.ts';
import { fleissKappa, krippendorffAlpha } from './agreement.ts';
import { studyChecks } from './checks.ts';
import { votesByQuestion } from './consensus.ts';
import { mostDisagreed } from './disagreements.ts';
import type { JudgedStudy } from './judged-study.ts';
import { PREFERENCES } from './judgement.ts';
import { countOutcomes } from './outcomes.ts';
import { summariseRaters } from './raters.ts';
import { shareOfWins } from './share-of-wins.ts';
import { sidePreference } from './side-preference.ts';
import { signTest } from './sign-test.ts';
import type { PairReport, StudyReport } from './study-report.ts';
import { preferredRun, verdictSentence } from './verdict.ts';

/** The whole report. The same study and judgements give the same report. */
export function analyseStudy(judged: JudgedStudy): StudyReport {
  const { study, state, hash, arms, wanted, seed, questions, judgements } = judged;
  const votes = votesByQuestion(judgements);
  const outcomes = countOutcomes(questions, votes, wanted);
  const pair: PairReport = {
    ...arms,
    ...outcomes,
    share_of_wins: shareOfWins(
      questions.map(({ question, query }) => ({ question, query: query.id })),
      judgements,
      wanted,
    ),
    sign_test_p: signTest(outcomes.win, outcomes.lose),
  };
  const counts = [...votes.values()].map((of) => PREFERENCES.map((answer) => of[answer]));
  const agreement = {
    alpha: krippendorffAlpha(counts, { rng: random(seed, 'alpha') }),
    kappa: fleissKappa(counts, { rng: random(seed, 'kappa') }),
  };
  const raters = summariseRaters(judgements, votes);
  const left = sidePreference(judgements);
  const shown = outcomes.questions - outcomes.drawsByConstruction;
  return {
    study,
    state,
    hash,
    sentence: verdictSentence(pair, { judgements: judgements.length, wanted: shown * wanted }),
    pairs: [pair],
    raters,
    left,
    agreement,
    checks: studyChecks({ judged, pair, raters, left, alpha: agreement.alpha }),
    disagreements: mostDisagreed(questions, votes),
    ranking: ranking(pair),
    judgements: judgements.length,
  };
}

function ranking(pair: PairReport): StudyReport['ranking'] {
  const first = preferredRun(pair);
  return [pair.a, pair.b]
    .map((run) => ({ run, rank: first === null || run === first ? 1 : 2 }))
    .sort((x, y) => x.rank - y.rank);
}
