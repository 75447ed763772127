import type { RaterFlag } from './rater-flag.ts';
import { type Arm, type TrialKind } from './question.ts';

/** How the queries of a study are drawn from those that the runs answer. */
export type QuerySampling = 'uniform' | 'degree' | 'category' | 'disagreement';

/** Which raters are left out, decided before anybody answered. */
export interface ExclusionRule {
  /** Raters who answer less than this share of the gold questions right; null: nobody. */
  goldBelow: number | null;
  /** Raters who answer less than this share of the repeated questions as before; null: nobody. */
  selfAgreementBelow: number | null;
  /** Raters with one of these flags. */
  flags: RaterFlag[];
}

/** What a person decides about a study before it starts; nothing of it can be changed afterwards. */
export interface StudyDesign {
  name: string;
  title: string;
  /** Arm a, arm b, ... */
  runs: string[];
  trial: TrialKind;
  /** Length of the lists; `pair` and `grade` show the first answer whatever k is. */
  k: number;
  /** Comparisons of two runs, dealt evenly over the pairs of runs. Gold, repeated and practice questions come on top. */
  questions: number;
  /** Wanted for each question. */
  judgements: number;
  seed: number;
  sampling: QuerySampling;
  /** `split`: raters say "both good" or "both poor" where they cannot choose. Either counts as a draw. */
  equal: 'one' | 'split';
  /** Share of a question's judgements that must agree; without it the question is inconclusive. */
  consensus: number;
  /** Questions with a known answer, mixed in. */
  gold: number;
  /** Questions that come a second time with their sides swapped. */
  repeats: number;
  /** Questions with a known answer and feedback, before the first trial. */
  practice: number;
  /** What raters read before they start; '' for the built-in text. */
  instructions: string;
  /** What raters agree to before they start; '' to ask for nothing. */
  consent: string;
  /** A pause is offered after so many answers; 0 for never. */
  breakEvery: number;
  /** After so many minutes without an answer, instructions and three practice questions come again; 0 for never. */
  gapMinutes: number;
  exclude: ExclusionRule;
  /** `all`: when every judgement that is wanted is there; `anytime`: also when the anytime interval decides. */
  stop: 'all' | 'anytime';
  version: number;
  /** Hash of the study that this version takes the place of. */
  revises: string | null;
}

/** A run under study, pinned to the checkpoint that gave the answers. */
export interface StudyArm {
  arm: Arm;
  run: string;
  preset: string;
  /** sha256 of the checkpoint. */
  checkpoint: string;
  /** What the checkpoint came from; null for studies that were made before this was kept. */
  lineage: ArmLineage | null;
}

/** Where a run came from: with this its training can be done again. */
export interface ArmLineage {
  config: unknown;
  seed: number;
  /** Fingerprints of the data set and of its split; null for a data set without pairs. */
  data: string;
  split: string | null;
  backend: string;
  /** Of Pinwise. */
  version: string;
}

export const MAX_RUNS = 6;

/** What a design says where nobody said otherwise; also what designs of older versions meant. */
export const DESIGN_DEFAULTS = {
  sampling: 'uniform',
  equal: 'one',
  consensus: 2 / 3,
  gold: 0,
  repeats: 0,
  practice: 0,
  instructions: '',
  consent: '',
  breakEvery: 50,
  gapMinutes: 60,
  exclude: { goldBelow: null, selfAgreementBelow: null, flags: [] },
  stop: 'all',
  version: 1,
  revises: null,
} satisfies Partial<StudyDesign>;

type Defaulted = keyof typeof DESIGN_DEFAULTS;
export type GivenDesign = Omit<StudyDesign, Defaulted> & Partial<Pick<StudyDesign, Defaulted>>;

export const completeDesign = (given: GivenDesign): StudyDesign => ({ ...DESIGN_DEFAULTS, ...given });

/** Pairs of a study of n runs, as arms: (a, b), (a, c), ..., (b, c), ... */
export function armPairs(arms: readonly Arm[]): [Arm, Arm][] {
  return arms.flatMap((first, i) => arms.slice(i + 1).map((second): [Arm, Arm] => [first, second]));
}
