/** Whole answers of the engine and of the main process, to be changed where a test looks. */
import { StudyDesign, type StudyReport, type StudySummary } from '../../electron/contract/studies.ts';
import type { DatasetSummary, ItemCard } from '../../engine/contract/datasets.ts';
import type { RunSummary } from '../../engine/contract/runs.ts';

export const card = (row: number): ItemCard => ({
  row,
  id: `id-${row}`,
  title: `item ${row}`,
  picture: `/pictures/demo/${row}`,
  degree: 3,
});

export const dataset = (change: Partial<DatasetSummary> = {}): DatasetSummary => ({
  format: 1,
  name: 'demo',
  source: 'demo',
  title: 'Emoji',
  credit: 'OpenMoji, CC BY-SA 4.0',
  importedAt: '2026-01-01T00:00:00Z',
  items: 100,
  contexts: 20,
  edges: 400,
  isolated: 0,
  weighted: false,
  pictures: 100,
  pairs: { train: 10, tune: 10, test: 10 },
  features: { rows: 100, dims: 8, blocks: [] },
  fingerprint: 'f'.repeat(64),
  split: 's'.repeat(64),
  skipped: 0,
  warningCount: 0,
  mosaic: [],
  ...change,
});

export const run = (name: string, change: Partial<RunSummary> = {}): RunSummary => ({
  name,
  preset: 'pinsage',
  dataset: 'demo',
  datasetFingerprint: 'f'.repeat(64),
  seed: 0,
  state: 'finished',
  createdAt: '2026-01-02T00:00:00Z',
  backend: 'wasm',
  codeVersion: '0.1.0',
  config: {},
  trains: true,
  step: 100,
  totalSteps: 100,
  epoch: 5,
  epochs: 5,
  seconds: 80,
  peakRssMb: null,
  checkpoint: `checkpoint-of-${name}`,
  metrics: {},
  lossSparkline: [1, 0.5],
  error: null,
  dataMissing: false,
  ...change,
});

export const study = (name: string, change: Partial<StudySummary> = {}): StudySummary => ({
  name,
  title: '',
  state: 'open',
  hash: '9f2c'.repeat(16),
  createdAt: '2026-01-03T00:00:00Z',
  dataset: 'demo',
  arms: [
    { arm: 'a', run: 'graph-1', preset: 'pinsage', checkpoint: 'c1', lineage: null },
    { arm: 'b', run: 'visual-1', preset: 'visual', checkpoint: 'c2', lineage: null },
  ],
  trial: 'pair',
  imported: false,
  questions: 200,
  drawsByConstruction: 31,
  judgements: 390,
  wanted: 507,
  raters: [],
  design: StudyDesign.parse({
    ...{ name, title: '', runs: ['graph-1', 'visual-1'], trial: 'pair', k: 1 },
    ...{ questions: 200, judgements: 3, seed: 0 },
  }),
  ...change,
});

const undefinedFor = (reason: string) => ({ value: null, low: null, high: null, reason });

export const report = (change: Partial<StudyReport> = {}): StudyReport => ({
  study: 'study-1',
  state: 'open',
  hash: '9f2c'.repeat(16),
  sentence: 'Raters preferred graph-1 to visual-1.',
  pairs: [
    {
      a: 'graph-1',
      b: 'visual-1',
      questions: 200,
      win: 66,
      lose: 38,
      draw: 55,
      inconclusive: 41,
      unanswered: 18,
      drawsByConstruction: 31,
      bothGood: null,
      bothPoor: null,
      share_of_wins: { value: 0.635, low: 0.539, high: 0.721 },
      sign_test_p: 0.0077,
      adjusted_p: 0.0077,
      anytime: { low: 0.52, high: 0.73, decided_at: 310 },
      equivalence: { margin: 0.08, equivalent: false, excluded: 0.21 },
      strata: [],
    },
  ],
  raters: [],
  gold_right: undefinedFor('no question with a known answer was asked'),
  self_agreement: {
    same: undefinedFor('no question was shown twice'),
    side_switch: undefinedFor('no question was shown twice'),
  },
  left: { left: 160, right: 150, equal: 80, p: 0.6 },
  agreement: {
    alpha: { value: 0.41, low: 0.33, high: 0.5 },
    kappa: undefinedFor('no question has two judgements or more'),
  },
  checks: [],
  disagreements: [],
  ranking: [],
  ranking_reason: null,
  adjusted: {
    strengths: [
      {
        model: 'graph-1',
        raw: { value: 0.28, low: 0.08, high: 0.48 },
        adjusted: { value: 0.21, low: 0.01, high: 0.41 },
      },
      {
        model: 'visual-1',
        raw: { value: -0.28, low: -0.48, high: -0.08 },
        adjusted: { value: -0.21, low: -0.41, high: -0.01 },
      },
    ],
    effects: [
      { covariate: 'popularity', value: 0.3, low: 0.1, high: 0.5 },
      { covariate: 'similarity to the query', value: 0.02, low: -0.1, high: 0.14 },
    ],
    votes: 390,
  },
  judgements: 390,
  wanted: 507,
  ...change,
});

/** The report of a study that nobody has answered yet. */
export const emptyReport = (): StudyReport =>
  report({
    sentence: 'No judgements yet, of the 507 that the study asks for.',
    pairs: [
      {
        ...report().pairs[0],
        win: 0,
        lose: 0,
        draw: 31,
        inconclusive: 169,
        unanswered: 169,
        share_of_wins: undefinedFor('no question was decided: none has a winner'),
        sign_test_p: null,
      },
    ],
    left: { left: 0, right: 0, equal: 0, p: null },
    agreement: {
      alpha: undefinedFor('no question has two judgements or more'),
      kappa: undefinedFor('no question has two judgements or more'),
    },
    judgements: 0,
  });

/** A study of three runs, of which the first is preferred to both others. */
export const severalRuns = (change: Partial<StudyReport> = {}): StudyReport => {
  const [pair] = report().pairs;
  const more = { unanswered: 0, drawsByConstruction: 4, bothGood: 6, bothPoor: 3 };
  return report({
    state: 'closed',
    pairs: [
      { ...pair, ...more, questions: 60, win: 30, lose: 10, draw: 15, inconclusive: 5, adjusted_p: 0.009 },
      {
        ...pair,
        ...more,
        b: 'words-1',
        questions: 60,
        win: 24,
        lose: 16,
        draw: 14,
        inconclusive: 6,
        adjusted_p: 0.3,
      },
      {
        ...{ ...pair, ...more, a: 'visual-1', b: 'words-1' },
        ...{ questions: 60, win: 20, lose: 20, draw: 13, inconclusive: 7, adjusted_p: 1 },
        equivalence: { margin: 0.08, equivalent: true, excluded: 0.07 },
      },
    ],
    ranking: [
      { run: 'graph-1', rank: 1, strength: 0.61, low: 0.3, high: 0.92 },
      { run: 'words-1', rank: 2, strength: -0.21, low: -0.5, high: 0.08 },
      { run: 'visual-1', rank: 2, strength: -0.4, low: -0.7, high: -0.1 },
    ],
    ...change,
  });
};
