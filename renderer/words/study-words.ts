/** A design in words: what is fixed when a study is opened, and what a frozen one says. */
import type { StudyDesign } from '../../electron/contract/studies.ts';
import { count, counted, percent } from './format.ts';
import { pairsOf } from '../studies/study-draft.ts';

export interface Fact {
  term: string;
  says: string;
}

export function designFacts(design: Omit<StudyDesign, 'name'>): Fact[] {
  const { trial, k, judgements, consensus, exclude, seed } = design;
  const facts: [term: string, says: string | null][] = [
    [
      'Shown',
      {
        pair: 'the first answer of each model',
        lists: `lists of ${k}`,
        grade: 'one answer at a time, graded 0 to 3',
      }[trial],
    ],
    ['Questions', `${questionsPerPair(design)}; ${samplingWords[design.sampling].frozen}`],
    [
      'Judgements',
      judgements === 1
        ? 'one per question'
        : `${count(judgements)} per question; ${consensusWords(consensus, judgements)}`,
    ],
    [
      'Equal',
      trial === 'grade' ? null : design.equal === 'split' ? 'either both good or both poor' : 'one answer',
    ],
    ['Checks', checksOf(design)],
    ['Left out', excludedOf(exclude)],
    ['Ends', stopWords[design.stop].frozen],
    ['Raters read', readOf(design)],
    ['Pauses', pausesOf(design)],
    ['Seed', String(seed)],
    [
      'Version',
      design.version > 1
        ? `${design.version}, in the place of ${(design.revises ?? 'an unknown study').slice(0, 12)}`
        : null,
    ],
  ];
  return facts.flatMap(([term, says]) => (says === null ? [] : [{ term, says }]));
}

export const samplingWords: Record<StudyDesign['sampling'], { title: string; says: string; frozen: string }> =
  {
    uniform: {
      title: 'Uniform',
      says: 'Every query is as likely as any other. The result is about all of them, and needs no weights.',
      frozen: 'queries drawn uniformly',
    },
    degree: {
      title: 'By degree',
      says: 'As many queries that are rarely saved as often saved ones. The result is weighted back to all queries, and also told for each group.',
      frozen: 'as many queries of each group of degrees, weighted back',
    },
    category: {
      title: 'By category',
      says: 'As many queries of each category, small ones too. The result is weighted back to all queries, and also told for each category.',
      frozen: 'as many queries of each category, weighted back',
    },
    disagreement: {
      title: 'Where the models differ',
      says: 'Queries whose answers differ are drawn more often: fewer draws, so more is found with as many answers. Weights take the choice out of the result again.',
      frozen: 'queries where the models differ drawn more often, weighted back',
    },
  };

export const stopWords: Record<StudyDesign['stop'], { title: string; says: string; frozen: string }> = {
  all: {
    title: 'When every judgement is there',
    says: 'The verdict is read once, at the end. Finds most with as many answers.',
    frozen: 'when every judgement is there',
  },
  anytime: {
    title: 'Also as soon as it is decided',
    says: 'Raters are asked no more once the interval that may be looked at any time is clear of one half. Needs more answers for a small difference.',
    frozen: 'when every judgement is there, or as soon as the anytime interval is clear of one half',
  },
};

export const flagWords: Record<StudyDesign['exclude']['flags'][number], { title: string; says: string }> = {
  'left-clicker': { title: 'Left-clicker', says: 'chooses the left side in 80% or more' },
  'right-clicker': { title: 'Right-clicker', says: 'chooses the right side in 80% or more' },
  'equal-clicker': { title: 'Equal-clicker', says: 'says equal in 95% or more' },
  'random-clicker': { title: 'Random clicker', says: 'agrees with others no more than chance does' },
  'too-fast': { title: 'Too fast', says: 'half of the answers in under half a second' },
  'fails-gold': {
    title: 'Fails gold',
    says: 'gets too few gold questions right for one who knows three of four',
  },
  'contradicts-self': { title: 'Contradicts self', says: 'answers repeated questions differently too often' },
};

/** More than half of any number of judgements that a study can ask for. */
const MOST = 0.51;
export const consensusOptions = [
  { value: MOST, title: 'More than half' },
  { value: 2 / 3, title: 'Two thirds' },
  { value: 0.75, title: 'Three quarters' },
  { value: 1, title: 'All' },
];

/** "2 of 3 must agree", else the question is inconclusive. */
export function consensusWords(consensus: number, judgements: number): string {
  const agreeing = Math.max(1, Math.ceil(consensus * judgements - 1e-9));
  return agreeing === judgements
    ? `all ${count(judgements)} must agree`
    : `${count(agreeing)} of ${count(judgements)} must agree`;
}

/** "100", "100, 33 or 34 for each of 3 pairs of models". */
export function questionsPerPair({ questions, runs }: Pick<StudyDesign, 'questions' | 'runs'>): string {
  if (runs.length < 3) return count(questions);
  const pairs = pairsOf(runs.length);
  const [low, high] = [Math.floor(questions / pairs), Math.ceil(questions / pairs)];
  return `${count(questions)}, ${low === high ? count(low) : `${count(low)} or ${count(high)}`} for each of ${pairs} pairs of models`;
}

function checksOf({ gold, repeats, practice }: Pick<StudyDesign, 'gold' | 'repeats' | 'practice'>): string {
  const parts = [
    gold > 0 ? `${counted(gold, 'gold question')}` : null,
    repeats > 0 ? `${count(repeats)} repeated with sides swapped` : null,
    practice > 0 ? `${count(practice)} to practise first` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : 'no gold, repeated or practice questions';
}

function excludedOf({ goldBelow, selfAgreementBelow, flags }: StudyDesign['exclude']): string {
  const parts = [
    goldBelow === null ? null : `under ${percent(goldBelow, 0)} right on gold questions`,
    selfAgreementBelow === null
      ? null
      : `the same answer in under ${percent(selfAgreementBelow, 0)} of repeated questions`,
    ...flags.map((flag) => `flagged ${flagWords[flag].title.toLowerCase()}`),
  ].filter((part) => part !== null);
  return parts.length > 0 ? `raters ${parts.join('; ')}` : 'nobody';
}

const words = (text: string): string => counted(text.trim().split(/\s+/).length, 'word');
function readOf({ instructions, consent }: Pick<StudyDesign, 'instructions' | 'consent'>): string {
  const own =
    instructions.trim() === '' ? 'the built-in instructions' : `your instructions, ${words(instructions)}`;
  return `${own}; ${consent.trim() === '' ? 'no consent is asked for' : `they agree to your text, ${words(consent)}, first`}`;
}

function pausesOf({ breakEvery, gapMinutes }: Pick<StudyDesign, 'breakEvery' | 'gapMinutes'>): string {
  const rest = breakEvery === 0 ? 'no breaks' : `a break every ${counted(breakEvery, 'answer')}`;
  return `${rest}; ${gapMinutes === 0 ? 'instructions once' : `instructions again after ${counted(gapMinutes, 'minute')} away`}`;
}
