/** A study before it is opened: what is still wrong with it, what cannot be had together, and the design that it says. */
import type { StudyDesign } from '../../electron/contract/studies.ts';
import { TRIAL_KINDS } from '../../evaluations/design/question.ts';
import { DESIGN_DEFAULTS } from '../../evaluations/design/study-design.ts';
import { toldName } from '../../evaluations/design/told-name.ts';

/** Arms a and b are the two models of the whole window; `more` are the others. Null: a field that was emptied. */
export interface StudyDraft {
  title: string;
  more: string[];
  trial: StudyDesign['trial'];
  k: number | null;
  questions: number | null;
  judgements: number | null;
  seed: number | null;
  sampling: StudyDesign['sampling'];
  equal: StudyDesign['equal'];
  consensus: number;
  gold: number | null;
  repeats: number | null;
  practice: number | null;
  instructions: string;
  consent: string;
  breakEvery: number | null;
  gapMinutes: number | null;
  /** Shares; null: nobody is left out. */
  goldBelow: number | null;
  selfAgreementBelow: number | null;
  flags: StudyDesign['exclude']['flags'];
  stop: StudyDesign['stop'];
  version: number;
  revises: string | null;
}

const { exclude, ...standard } = DESIGN_DEFAULTS;
export const freshDraft: StudyDraft = {
  title: '',
  more: [],
  trial: 'pair',
  k: 5,
  questions: 100,
  judgements: 3,
  seed: 0,
  ...standard,
  ...exclude,
};

/** Of a draft as it was stored, perhaps by an older Pinwise: what is not as it should be is fresh. */
export function readDraft(stored: unknown): StudyDraft {
  const given = (typeof stored === 'object' ? (stored ?? {}) : {}) as Record<string, unknown>;
  const kept = Object.entries(freshDraft).map(([key, fresh]) => {
    const value = given[key];
    if (key === 'trial' || key === 'sampling' || key === 'equal' || key === 'stop') {
      return [key, (known[key] as readonly unknown[]).includes(value) ? value : fresh];
    }
    if (Array.isArray(fresh)) {
      return [key, Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : fresh];
    }
    const mayBeNull = fresh === null || (typeof fresh === 'number' && !whole.has(key));
    if (value === null && mayBeNull) return [key, null];
    const wanted = fresh === null ? (key === 'revises' ? 'string' : 'number') : typeof fresh;
    return [key, typeof value === wanted ? value : fresh];
  });
  return Object.fromEntries(kept) as StudyDraft;
}
const known = {
  trial: TRIAL_KINDS,
  sampling: ['uniform', 'degree', 'category', 'disagreement'],
  equal: ['one', 'split'],
  stop: ['all', 'anytime'],
} as const satisfies { [K in keyof StudyDraft]?: readonly StudyDraft[K][] };
const whole = new Set(['consensus', 'version']);

/** The next version of a study: the same design, to be changed. Its first two runs become the window's A and B. */
export function revisionOf({ design, hash }: { design: StudyDesign; hash: string }): StudyDraft {
  const { exclude, runs, ...same } = design;
  return readDraft({
    ...same,
    ...exclude,
    k: design.trial === 'lists' ? design.k : freshDraft.k,
    more: runs.slice(2),
    version: design.version + 1,
    revises: hash,
  });
}

type Numeric = {
  [K in keyof StudyDraft]: StudyDraft[K] extends number | null ? K : never;
}[keyof StudyDraft];
const ranges: Partial<Record<Numeric, [low: number, high: number]>> = {
  questions: [1, 5000],
  judgements: [1, 50],
  gold: [0, 500],
  repeats: [0, 500],
  practice: [0, 50],
  breakEvery: [0, 5000],
  gapMinutes: [0, 10_080],
};

export type Option = keyof StudyDraft | StudyDraft['flags'][number];

/** What cannot be had with the rest of the design, each with its reason. */
export function barredOf(draft: StudyDraft): Partial<Record<Option, string>> {
  const barred: Partial<Record<Option, string>> = {};
  if (draft.trial === 'grade') {
    barred.equal = 'Not with grades: a grade says already how good each answer is.';
    for (const key of ['left-clicker', 'right-clicker', 'equal-clicker'] as const) {
      barred[key] = 'Not with grades: they have no sides.';
    }
  }
  if (barred.gold || !draft.gold) {
    barred.goldBelow = barred['fails-gold'] = 'Needs gold questions.';
  }
  if (barred.repeats || !draft.repeats) {
    barred.selfAgreementBelow = barred['contradicts-self'] = 'Needs repeated questions.';
  }
  if (draft.judgements === 1) {
    barred.consensus = 'One judgement has nobody to agree with.';
    barred['random-clicker'] = 'Needs two judgements of a question or more.';
  }
  return barred;
}

/** One sentence for each field that cannot stay as it is. */
export function problemsOf(
  draft: StudyDraft,
  runs: readonly string[] = [],
): Partial<Record<keyof StudyDraft, string>> {
  const problems: Partial<Record<keyof StudyDraft, string>> = {};
  const barred = barredOf(draft);
  const within = (key: Numeric, low: number, high: number): void => {
    const value = draft[key];
    if (value === null || !Number.isInteger(value) || value < low || value > high) {
      problems[key] = `A whole number from ${low} to ${high}.`;
    }
  };
  for (const [key, range] of Object.entries(ranges) as [Numeric, [number, number]][]) {
    if (!barred[key]) within(key, ...range);
  }
  if (draft.trial === 'lists') within('k', 2, 20);
  within('seed', 0, Number.MAX_SAFE_INTEGER);
  if (problems.seed) problems.seed = 'A whole number, 0 or more.';
  if (!problems.questions && !problems.repeats && !barred.repeats && draft.repeats! > draft.questions!) {
    problems.repeats = `At most as many as there are questions: ${draft.questions}.`;
  }
  const pairs = pairsOf(runs.length);
  if (!problems.questions && runs.length > 2 && draft.questions! < pairs) {
    problems.questions = `At least one for each of the ${pairs} pairs of models.`;
  }
  for (const key of ['goldBelow', 'selfAgreementBelow'] as const) {
    const value = draft[key];
    if (!barred[key] && value !== null && !(value > 0 && value <= 1)) problems[key] = 'From 1 to 100%.';
  }
  if (new Set(runs).size < runs.length) problems.more = 'Each model once.';
  for (const key of ['title', 'instructions', 'consent'] as const) {
    const named = toldName(draft[key], runs);
    if (named)
      problems[key] = `Raters read this, and it names ${named}: they would know whose answers they see.`;
  }
  return problems;
}

export const pairsOf = (runs: number): number => (runs * (runs - 1)) / 2;

/** What is to be opened: what is barred has its default. Only for a draft without problems. */
export function designOf(draft: StudyDraft, runs: readonly string[]): Omit<StudyDesign, 'name'> {
  const barred = barredOf(draft);
  const { goldBelow, selfAgreementBelow, flags, ...rest } = draft;
  const counted = (key: 'gold' | 'repeats' | 'practice'): number => (barred[key] ? 0 : draft[key]!);
  return {
    title: rest.title.trim(),
    runs: [...runs],
    trial: rest.trial,
    k: rest.trial === 'lists' ? rest.k! : 1,
    questions: rest.questions!,
    judgements: rest.judgements!,
    seed: rest.seed!,
    sampling: rest.sampling,
    equal: barred.equal ? 'one' : rest.equal,
    consensus: rest.consensus,
    gold: counted('gold'),
    repeats: counted('repeats'),
    practice: counted('practice'),
    instructions: rest.instructions.trim(),
    consent: rest.consent.trim(),
    breakEvery: rest.breakEvery!,
    gapMinutes: rest.gapMinutes!,
    exclude: {
      goldBelow: barred.goldBelow ? null : goldBelow,
      selfAgreementBelow: barred.selfAgreementBelow ? null : selfAgreementBelow,
      flags: flags.filter((flag) => !barred[flag]),
    },
    stop: rest.stop,
    version: rest.version,
    revises: rest.revises,
  };
}
