import { expect, it } from 'vitest';
import { demoPresets } from '../../../engine/cli/training/demo-plan.ts';
import { demoVerdict } from '../../../engine/cli/training/demo-verdict.ts';
import type { RunSummary } from '../../../engine/contract/runs.ts';
import { planRuns } from '../../../engine/evaluate/plan-runs.ts';
import { presetNamed } from '../../../engine/model/presets.ts';

const presets = demoPresets.map(presetNamed);
const run = (changes: Partial<RunSummary>): RunSummary => ({
  ...{ name: 'r', preset: 'pinsage', dataset: 'demo', datasetFingerprint: 'f', seed: 0, state: 'finished' },
  ...{ createdAt: '', backend: 'wasm', codeVersion: '', config: presetNamed('pinsage').config, trains: true },
  ...{ step: 1, totalSteps: 1, epoch: 1, epochs: 1, seconds: 1, peakRssMb: null, checkpoint: 'c' },
  ...{ metrics: {}, lossSparkline: [], error: null, dataMissing: false },
  ...changes,
});

it('plans every seed of what trains, and what does not train once', () => {
  const plan = planRuns({ presets, seeds: 3, fingerprint: 'f', known: [] });
  expect(plan.map(({ preset, seed }) => `${preset} ${seed}`)).toEqual([
    ...['pinsage 0', 'pinsage 1', 'pinsage 2', 'mean-pooling 0', 'mean-pooling 1', 'mean-pooling 2'],
    ...['combined 0', 'combined 1', 'combined 2', 'visual 0', 'annotation 0', 'random-walk 0'],
  ]);
  expect(plan.every(({ run: name }) => name === null)).toBe(true);
});

it('uses a run again only for the same preset, seed, data and settings', () => {
  const { config } = presetNamed('pinsage');
  const other = { ...config, training: { ...config.training, epochs: 1 } };
  const reordered = Object.fromEntries(Object.entries(config).reverse());
  const used = (known: RunSummary[]): string | null =>
    planRuns({ presets, seeds: 1, fingerprint: 'f', known })[0].run;
  expect(used([run({})])).toBe('r');
  expect(used([run({ config: reordered })])).toBe('r');
  expect(used([run({ config: other })])).toBeNull();
  expect(used([run({ seed: 1 })])).toBeNull();
  expect(used([run({ preset: 'mean-pooling' })])).toBeNull();
  expect(used([run({ datasetFingerprint: 'g' })])).toBeNull();
  expect(used([run({ dataMissing: true })])).toBeNull();
  expect(used([run({ state: 'failed' })])).toBeNull();
  expect(used([run({ state: 'running' })])).toBeNull();
  expect(used([run({ name: 'begun', state: 'interrupted' }), run({})])).toBe('r');
  expect(used([run({ name: 'begun', state: 'interrupted' })])).toBe('begun');
});

it('with another number of epochs only runs made with it are used', () => {
  const { config } = presetNamed('pinsage');
  const made = run({ config: { ...config, training: { ...config.training, epochs: 2 } } });
  const plan = planRuns({
    presets,
    seeds: 1,
    epochs: 2,
    fingerprint: 'f',
    known: [run({ name: 'long' }), made],
  });
  expect(plan[0]).toMatchObject({ run: 'r', config: { training: { epochs: 2 } } });
  expect(plan.find(({ preset }) => preset === 'random-walk')).toMatchObject({ config: {} });
});

it('factors keep their own number of epochs', () => {
  const bpr = [presetNamed('bpr')];
  const [plan] = planRuns({ presets: bpr, seeds: 1, epochs: 2, fingerprint: 'f', known: [] });
  expect(plan.config).toEqual({});
});

it('knows the runs of a preset that leaves something to the data', () => {
  const settled = (preset: string) => ({ ...presetNamed(preset).config, loss: { kind: 'walk' } });
  const sage = [presetNamed('graphsage-mean')];
  const known = [run({ preset: 'graphsage-mean', config: settled('graphsage-mean') })];
  const of = (o: { settled?: typeof settled }) =>
    planRuns({ presets: sage, seeds: 1, fingerprint: 'f', known, ...o })[0].run;
  expect(of({ settled })).toBe('r');
  expect(of({})).toBeNull();
});

it('takes runs in the states that are asked for, the preferred first, with why they failed', () => {
  const failed = run({ name: 'f', state: 'failed', error: { code: 'diverged', message: 'it diverged' } });
  const states = ['finished', 'running', 'failed'] as const;
  const of = (known: RunSummary[]) => planRuns({ presets, seeds: 1, fingerprint: 'f', known, states })[0];
  expect(of([failed])).toMatchObject({ run: 'f', state: 'failed', error: 'it diverged' });
  expect(of([failed, run({ name: 'now', state: 'running' })])).toMatchObject({ run: 'now', error: null });
  expect(of([run({ state: 'cancelled' })]).run).toBeNull();
});

it('says better, worse and not told apart by where the interval lies', () => {
  const spread = { mean: 0.32, low: 0.31, high: 0.33, seeds: 3, values: [], interval: null };
  const against = (b: string, difference: number, low: number, high: number) => ({
    ...{ a: 'pinsage', b, metric: 'hit_rate@1%', difference, low, high, p: 0 },
  });
  const differences = [
    against('visual', 0.2, 0.18, 0.22),
    against('walk', -0.1, -0.2, -0.01),
    against('mean-pooling', 0.001, -0.01, 0.02),
    { ...against('visual', -1, -1, -1), metric: 'mrr' },
  ];
  expect(demoVerdict({ metrics: { pinsage: { 'hit_rate@1%': spread } }, differences }, 'pinsage')).toBe(
    'pinsage has 0.320 in hit_rate@1% on the test pairs (mean of 3 seeds, 0.310 to 0.330): ' +
      'better than visual (+0.200, +0.180 to +0.220); worse than walk (-0.100, -0.200 to -0.010); ' +
      'not told apart from mean-pooling (+0.001, -0.010 to +0.020). ' +
      'Differences are paired by query, with their 95% intervals.',
  );
});
