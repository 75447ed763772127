/**
 * How often the statistics of studies are wrong, through `pinwise analyze`: 2,000 studies of equal runs with a look after
 * every judgement, 2,000 with a share of wins of 60%, with one rater and with raters and queries that differ, ties at 0,
 * 30 and 60%; raters who click without looking, among honest ones; intervals of adjusted strengths; verdicts of
 * few raters who differ. Takes some minutes. Prints JSON, a line for
 * each figure as it is known.
 *
 *   npx tsx test/bench/study-error-rates.ts [STUDIES] [error-rates|clickers|known-questions|adjusted|few-raters]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Vote, VotesReport } from '../../evaluations/analysis/analyse-votes.ts';
import { outcomeTable } from '../../evaluations/design/agreed-shares.ts';
import { populationOf } from '../../evaluations/design/clustered-design.ts';
import { analyseVotes, simulateVotes } from '../../evaluations/design/simulate-study.ts';
import { random } from '../../evaluations/random.ts';
import { jsonOf } from '../engine/cli/terminal.ts';
import { type Planted, flagRates, plantedStudy } from '../evaluations/analysis/planted-clickers.ts';
import { coverageOfAdjusted } from '../evaluations/analysis/simulated-covariates.ts';
import { type Population, judged, truth } from '../evaluations/analysis/simulated-studies.ts';

const STUDIES = Number(process.argv[2] ?? 2000);
const part = process.argv.at(3);

const print = (row: object): void => void process.stdout.write(`${JSON.stringify(row)}\n`);

/** What `pinwise analyze` says of each study. */
async function analysed(studies: Iterable<readonly Vote[]>): Promise<VotesReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'study-error-rates-'));
  try {
    const lines = ['study,question,query,rater,a,b,choice,side,ms'];
    let study = 0;
    for (const votes of studies) {
      study++;
      for (const { question, query, rater, a, b, preference, sideOfA, ms } of votes) {
        lines.push([study, question, query, rater, a, b, preference, sideOfA ?? '', ms ?? ''].join(','));
      }
    }
    const file = join(folder, 'judgements.csv');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const found = (await jsonOf(['analyze', file, '--by', 'study'])) as { studies: VotesReport[] };
    if (found.studies.length !== study)
      throw new Error(`${found.studies.length} reports of ${study} studies`);
    return found.studies;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function* simulated(of: Population): Generator<Vote[]> {
  const rng = random(2026, JSON.stringify(of));
  for (let study = 0; study < STUDIES; study++) yield judged(of, rng);
}

const designs: Record<string, Omit<Population, 'share' | 'ties'>> = {
  simple: { raters: 1, queries: 120, tastes: 0, difficulties: 0 },
  clustered: { raters: 6, queries: 40, tastes: 0.4, difficulties: 0.8 },
};

const rate = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

const isDecided = ({ pairs: [{ share_of_wins: share }] }: VotesReport): boolean => share.low !== null;

async function errorRates(): Promise<void> {
  for (const [design, of] of Object.entries(designs)) {
    for (const ties of [0, 0.3, 0.6]) {
      const equal = await analysed(simulated({ ...of, ties, share: 0.5 }));
      const better = { ...of, ties, share: 0.6 };
      // One rater's questions are single votes.
      const expected = of.raters === 1 ? better.share : truth(better);
      const found = await analysed(simulated(better));
      print({
        ...{ design, ties, studies: STUDIES },
        anytime_false_positives: rate(equal, ({ anytime }) => anytime!.decided_at !== null),
        true_share: expected,
        // Six raters of whom most say "equal" may decide no question at all: there is no interval then.
        undecided: rate(found, (one) => !isDecided(one)),
        coverage: rate(found.filter(isDecided), ({ pairs: [{ share_of_wins: share }] }) => {
          return share.low !== null && share.low <= expected && expected <= share.high!;
        }),
      });
    }
  }
}

const clickers: [string, Planted][] = [
  ['random clicker', { raters: 4, questions: 60, accuracy: 0.85, clicker: 'random' }],
  ['left clicker', { raters: 4, questions: 60, accuracy: 0.85, clicker: 'left' }],
  ['random clicker, noisy raters', { raters: 4, questions: 60, accuracy: 0.75, clicker: 'random' }],
  ['left clicker, noisy raters', { raters: 4, questions: 60, accuracy: 0.75, clicker: 'left' }],
];

/** Through `analyze`, which sees judgements alone. */
async function clickerRates(): Promise<void> {
  for (const [planted, of] of clickers) {
    const studies = Array.from({ length: STUDIES }, (_, seed) =>
      plantedStudy(of, seed).judgements.map((one): Vote => ({ ...one, query: one.question, a: 'A', b: 'B' })),
    );
    const raters = (await analysed(studies)).map((report) => report.raters);
    const honest = raters.flatMap((of) => of.filter(({ rater }) => rater !== 'rater 0'));
    const flagged = ({ flags }: { flags: string[] }): boolean => flags.length > 0;
    print({
      ...{ planted, ...of, studies: STUDIES },
      flagged: rate(raters, (own) => flagged(own.find(({ rater }) => rater === 'rater 0')!)),
      honest_flagged: rate(honest, flagged),
    });
  }
}

/** With gold and repeated questions, which studies of Pinwise have. */
function withKnownQuestions(): void {
  const noisy = { raters: 4, questions: 60, accuracy: 0.75 } as const;
  const designs: Planted[] = [
    { ...noisy, clicker: 'random', gold: 12, goldAccuracy: 0.9 },
    { ...noisy, clicker: 'random', gold: 20, goldAccuracy: 0.9 },
    { ...noisy, clicker: 'random', gold: 12, goldAccuracy: 0.9, repeats: 12 },
    { ...noisy, clicker: 'random without equal', gold: 12, goldAccuracy: 0.9, repeats: 12 },
    { ...noisy, clicker: 'random without equal', gold: 20, goldAccuracy: 0.9, repeats: 12 },
    { ...noisy, clicker: 'random without equal', gold: 20, goldAccuracy: 0.75, repeats: 20 },
    { ...noisy, clicker: 'none' },
    { ...noisy, clicker: 'none', gold: 20, goldAccuracy: 0.9, repeats: 12 },
  ];
  for (const of of designs) {
    const { planted, honest } = flagRates(of, STUDIES);
    const all = (planted + (of.raters - 1) * honest) / of.raters;
    print({
      ...{ ...of, studies: STUDIES },
      ...(of.clicker === 'none' ? { honest_flagged: all } : { flagged: planted, honest_flagged: honest }),
    });
  }
}

function adjustedCoverage(): void {
  for (const queries of [30, 60, 150]) {
    for (const copied of [0, 0.6]) {
      const of = { queries, votesPerQuery: 3, lead: 0.6, effect: 0.5, ties: 0, copied };
      print({ ...of, studies: STUDIES, coverage: coverageOfAdjusted(of, STUDIES) });
    }
  }
}

/** How often equal runs are told apart by 90 questions of three judgements, pairs and grades. */
function fewRaters(): void {
  const outcomes = outcomeTable(3, 2 / 3);
  const [pairs, grades] = [
    { win: 0.4, lose: 0.4 },
    { difference: 0, differenceSd: 1 },
  ];
  for (const [raters, spread, of] of [
    ...([0, 0.5, 0.8].map((sd) => [4, sd, pairs]) as [number, number, typeof pairs][]),
    [12, 0.5, pairs],
    ...([0, 0.25, 0.4].map((sd) => [4, sd, grades]) as [number, number, typeof grades][]),
    [12, 0.4, grades],
    [24, 0.4, grades],
  ] as const) {
    const design = { ...of, raters, judgements: 3, raterSd: spread, querySd: spread };
    const population = populationOf(design);
    const found = Array.from({ length: STUDIES }, (_, study) =>
      analyseVotes(simulateVotes(population, 90, random(study, 'few raters')), population, outcomes),
    );
    const told = rate(found, ({ p, low, high }) => p !== null && p < 0.05 && (low! > 0.5 || high! < 0.5));
    print({ ...design, studies: STUDIES, told_apart: told });
  }
}

if (part === undefined || part === 'known-questions') withKnownQuestions();
if (part === undefined || part === 'clickers') await clickerRates();
if (part === undefined || part === 'error-rates') await errorRates();
if (part === undefined || part === 'adjusted') adjustedCoverage();
if (part === undefined || part === 'few-raters') fewRaters();
