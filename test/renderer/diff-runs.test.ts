import { expect, it } from 'vitest';
import { presets } from '../../engine/model/presets.ts';
import { diffRuns } from '../../renderer/diff-runs.ts';
import { run } from './fixtures.ts';

const preset = (name: string) => presets.find((one) => one.name === name);
const unknown = (): undefined => undefined;

it('finds nothing different between a run and itself', () => {
  const one = run('x', { config: { sampling: { hops: 2 } } });
  const { different, same } = diffRuns(one, one, unknown);
  expect(different).toEqual([]);
  expect(same.map(({ name }) => name)).toContain('hops');
});

it('shows what differs, each with both values', () => {
  const a = run('a', { seed: 1, config: { sampling: { hops: 2, walks: 10 } } });
  const b = run('b', { seed: 2, config: { sampling: { hops: 2, walks: 20 } } });
  const { different } = diffRuns(a, b, unknown);
  expect(different).toEqual([
    { group: 'Run', name: 'Seed', a: '1', b: '2' },
    { group: 'sampling', name: 'walks', a: '10', b: '20' },
  ]);
});

it('says of a setting that only one has that the other has none', () => {
  const { different } = diffRuns(
    run('a', { config: { sampling: { walks: 10 } } }),
    run('b', { config: { loss: { margin: 0.1 } } }),
    unknown,
  );
  expect(different).toEqual([
    { group: 'sampling', name: 'walks', a: '10', b: 'has none' },
    { group: 'loss', name: 'margin', a: 'has none', b: '0.1' },
  ]);
});

it('tells false and 0 from having none', () => {
  const a = run('a', { config: { x: { off: false, zero: 0 } } });
  const { different } = diffRuns(a, run('b'), unknown);
  expect(different.map(({ a: value }) => value)).toEqual(['false', '0']);
});

it('names settings and methods as the presets do', () => {
  const [first, second] = presets.filter(({ trains }) => trains);
  const { different, same } = diffRuns(
    run('a', { preset: first.name, config: first.config }),
    run('b', { preset: second.name, config: second.config }),
    preset,
  );
  expect(different[0]).toEqual({ group: 'Run', name: 'Method', a: first.title, b: second.title });
  const settings = Object.entries(first.config).flatMap(([, group]) => Object.keys(group));
  expect(different.length + same.length).toBeGreaterThanOrEqual(7 + settings.length);
});
