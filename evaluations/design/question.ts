/** Questions of a study: a query item and what two of its arms answer. */
import { type Random, random, shuffle } from '../random.ts';

/** An item as raters see it. Holds all that is shown, so that a study outlives the runs and data it was made from. */
export interface StudyItem {
  id: string;
  title: string;
  /** Address of its picture in the window, null without one. */
  picture: string | null;
  /** What is known of it in words, shown on demand; left out without any. */
  text?: string;
}

/** What a model answers to one query, best first. */
export interface Answer {
  query: StudyItem;
  items: readonly StudyItem[];
}

export const ARMS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type Arm = (typeof ARMS)[number];

/** `pair`: the first answer of each arm; `lists`: the first k of each; `grade`: the first of each, one at a time. */
export const TRIAL_KINDS = ['pair', 'lists', 'grade'] as const;
export type TrialKind = (typeof TRIAL_KINDS)[number];

/**
 * `trial`: a comparison, what a study counts. `repeat`: a comparison for the second time, its sides swapped. `gold`
 * and `practice`: with a known answer. `grade`: one side of a comparison, shown alone, as are practised grades.
 */
export type QuestionKind = 'trial' | 'repeat' | 'gold' | 'practice' | 'grade';

export interface Question {
  /** `q0001`, `q0002`, ...: dealt at random over the kinds, so that it says nothing about kind or arms. */
  question: string;
  kind: QuestionKind;
  /** The comparison that a `repeat` or `grade` row belongs to; null for the others. */
  of: string | null;
  pair: [Arm, Arm];
  query: StudyItem;
  /** Of the pair's first arm. */
  a: StudyItem[];
  /** Of the second; empty for `grade`, which shows the items in `a` alone. */
  b: StudyItem[];
  /** `grade`: which side of its comparison it shows. `practice`: which of its own, where grades are practised. */
  graded: 'a' | 'b' | null;
  /** Both arms answer the same, so that there is nothing to choose: a draw by construction, counted and not shown. */
  draw: boolean;
  /** The better side of `gold` and `practice`. */
  expected: 'a' | 'b' | null;
  /** What the query was drawn for, such as "degree 5 to 9"; null in a uniform sample. */
  stratum: string | null;
  /** 1 / probability of having been drawn, mean 1 over the study. */
  weight: number;
  /** Of the first items of `a` and `b`; left out where nobody measured them, and of all but comparisons. */
  covariates?: { a: Covariates; b: Covariates };
}

/** What may have been judged in place of the models: rankings are shown with and without. Raters never get it. */
export interface Covariates {
  /** Binary logarithm of 1 + the number of contexts that the item is in. */
  popularity: number;
  /** Cosine of the item's own features, without its degree, and the query's; null without such features. */
  similarity: number | null;
}

/** Two arms' answers to one query, as a comparison is made of. */
export interface Comparison {
  pair: [Arm, Arm];
  query: StudyItem;
  a: readonly StudyItem[];
  b: readonly StudyItem[];
  stratum?: string | null;
  weight?: number;
  covariates?: { a: Covariates; b: Covariates };
}

/** A question whose answer is known: `better` is more related to the query than `worse`. */
export interface KnownQuestion {
  query: StudyItem;
  better: readonly StudyItem[];
  worse: readonly StudyItem[];
}

export interface QuestionPlan {
  trial: TrialKind;
  k: number;
  seed: number;
  repeats?: number;
}

/** Answers of each arm that a question shows. */
export const shownLength = ({ trial, k }: Pick<QuestionPlan, 'trial' | 'k'>): number =>
  trial === 'lists' ? k : 1;

/** Is this question put before raters? Of a study of grades only what shows one item is. */
export const isShown = ({ kind, draw, graded }: Question, trial: TrialKind): boolean =>
  !draw && (trial !== 'grade' || kind === 'grade' || (kind === 'practice' && graded !== null));

/**
 * All questions of a study: the comparisons first, in their order, then practice, gold, repeated and graded ones.
 * @throws RangeError when there are none, a query comes twice for one pair, or an arm has no answer
 */
export function makeQuestions(
  comparisons: readonly Comparison[],
  { repeats = 0, ...plan }: QuestionPlan,
  known: { gold?: readonly KnownQuestion[]; practice?: readonly KnownQuestion[] } = {},
): Question[] {
  const { trial, seed } = plan;
  const count = shownLength(plan);
  if (comparisons.length === 0) throw new RangeError('a study needs at least one question');
  const asked = new Set(comparisons.map(({ pair, query }) => JSON.stringify([pair, query.id])));
  if (asked.size < comparisons.length) throw new RangeError('a query item is asked about twice');
  const compared = comparisons.map((comparison) => trialOf(comparison, count));
  const expected = (): 'a' | 'b' => (sides.next() < 0.5 ? 'a' : 'b');
  const sides = random(seed, 'expected');
  const practice = (known.practice ?? []).map((one) => knownRow(one, 'practice', expected(), count));
  const extra = [
    ...(trial === 'grade' ? practisedGrades(practice, random(seed, 'practised')) : practice),
    ...(known.gold ?? []).map((one) => knownRow(one, 'gold', expected(), count)),
  ];
  const again = shuffle(
    compared.flatMap(({ draw }, i) => (draw ? [] : [i])),
    random(seed, 'repeats'),
  ).slice(0, repeats);
  const comparisonsInAll = compared.length + extra.length + again.length;
  const graded = trial === 'grade' ? comparisonsInAll - practice.length : 0;
  const rows = comparisonsInAll + 2 * graded;
  const name = namesOf(rows, compared.length === rows, seed);
  const trials = compared.map((row, i): Question => ({ ...row, question: name(i) }));
  const later = [
    ...extra,
    ...again.map((i): Unnamed => ({ ...plain(compared[i]), kind: 'repeat', of: trials[i].question })),
  ].map((row, i): Question => ({ ...row, question: name(trials.length + i) }));
  const all = [...trials, ...later];
  if (trial !== 'grade') return all;
  return [...all, ...all.flatMap(gradesOf).map((row, i) => ({ ...row, question: name(all.length + i) }))];
}

type Unnamed = Omit<Question, 'question'>;

/** Numbers in the order of the rows where all are comparisons; shuffled where a number could tell the kinds apart. */
function namesOf(rows: number, plain: boolean, seed: number): (row: number) => string {
  const digits = Math.max(4, String(rows).length);
  const numbers = Array.from({ length: rows }, (_, i) => i + 1);
  if (!plain) shuffle(numbers, random(seed, 'names'));
  return (row) => `q${String(numbers[row]).padStart(digits, '0')}`;
}

function trialOf({ pair, query, stratum, weight, covariates, ...of }: Comparison, count: number): Unnamed {
  const a = of.a.slice(0, count).map(shown);
  const b = of.b.slice(0, count).map(shown);
  if (a.length === 0) throw new RangeError(`arm ${pair[0]} has no answer to the query ${query.id}`);
  if (b.length === 0) throw new RangeError(`arm ${pair[1]} has no answer to the query ${query.id}`);
  return {
    ...{ kind: 'trial', of: null, pair, query: shown(query), a, b },
    draw: a.length === b.length && a.every(({ id }, at) => id === b[at].id),
    ...{ graded: null, expected: null, stratum: stratum ?? null, weight: weight ?? 1 },
    ...(covariates ? { covariates } : {}),
  };
}

function knownRow(
  { query, better, worse }: KnownQuestion,
  kind: 'gold' | 'practice',
  expected: 'a' | 'b',
  count: number,
): Unnamed {
  const [a, b] = (expected === 'a' ? [better, worse] : [worse, better]).map((items) =>
    items.slice(0, count).map(shown),
  );
  return {
    ...{ kind, of: null, pair: ['a', 'b'], query: shown(query), a, b, draw: false, graded: null },
    ...{ expected, stratum: null, weight: 1 },
  };
}

/** Of two that follow each other one shows the better item and one the worse, in random order. */
function practisedGrades(rows: readonly Unnamed[], rng: Random): Unnamed[] {
  let better = false;
  return rows.map((row, i) => {
    better = i % 2 === 0 ? rng.next() < 0.5 : !better;
    const worse = row.expected === 'a' ? 'b' : 'a';
    return { ...row, graded: better ? row.expected : worse };
  });
}

/** Covariates stand with the comparison alone. */
const plain = <T extends Unnamed>({ covariates: _, ...row }: T): Omit<T, 'covariates'> => row;

function gradesOf(comparison: Question): Unnamed[] {
  const { kind, draw, question: of } = comparison;
  // What both arms answer alike is a draw whatever its grade; what is practised shows one side already.
  if (draw || kind === 'practice') return [];
  return (['a', 'b'] as const).map((graded) => ({
    ...plain(comparison),
    ...{ kind: 'grade', of, expected: null, a: comparison[graded], b: [], graded },
  }));
}

/** The shown fields only: scores, rows or degrees that an item carries must not reach a rater. */
const shown = ({ id, title, picture, text }: StudyItem): StudyItem => ({
  ...{ id, title, picture },
  ...(text === undefined ? {} : { text }),
});
