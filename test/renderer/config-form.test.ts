import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { presets } from '../../engine/model/presets.ts';
import {
  boundsInWords,
  changesOf,
  problemOf,
  settingGroups,
  standardOf,
} from '../../renderer/config-form.ts';

const schema = z.object({
  sampling: z
    .object({
      walkSteps: z.int().min(10).max(1000),
      restart: z.number().gt(0).lt(1),
      anything: z.int(),
      tags: z.array(z.string()),
    })
    .meta({ title: 'Sampling', description: 'Where neighbours come from.' }),
  training: z.object({
    optimizer: z.enum(['adam', 'sgd']),
    hard_negatives: z.boolean(),
    seedless: z.number(),
  }),
  empty: z.object({}),
});
const standard = {
  sampling: { walkSteps: 100, restart: 0.5, anything: 1, tags: 'x' },
  training: { optimizer: 'adam', hard_negatives: true },
};
const groups = settingGroups(z.toJSONSchema(schema), standard);
const setting = (key: string) => groups.flatMap((one) => one.settings).find((one) => one.key === key)!;

it('makes groups and settings of a schema that Zod wrote, in its order and words', () => {
  expect(groups.map(({ key, title }) => [key, title])).toEqual([
    ['sampling', 'Sampling'],
    ['training', 'Training'],
  ]);
  expect(groups[0].description).toBe('Where neighbours come from.');
  expect(groups[0].settings.map(({ key, title, kind }) => [key, title, kind])).toEqual([
    ['walkSteps', 'Walk steps', 'integer'],
    ['restart', 'Restart', 'number'],
    ['anything', 'Anything', 'integer'],
  ]);
  expect(setting('hard_negatives')).toMatchObject({
    title: 'Hard negatives',
    kind: 'boolean',
    standard: true,
  });
  expect(setting('optimizer')).toMatchObject({ kind: 'choice', choices: ['adam', 'sgd'] });
});

it('leaves out what it does not know and what has no standard', () => {
  expect(groups.flatMap((one) => one.settings).map(({ key }) => key)).not.toContain('tags');
  expect(groups.flatMap((one) => one.settings).map(({ key }) => key)).not.toContain('seedless');
  expect(settingGroups(null, standard)).toEqual([]);
});

it('says the bounds, and none where Zod wrote the ends of the safe integers', () => {
  expect(boundsInWords(setting('walkSteps'))).toBe('10 to 1,000');
  expect(boundsInWords(setting('restart'))).toBe('above 0 to below 1');
  expect(boundsInWords(setting('anything'))).toBe('');
  expect(boundsInWords({ ...setting('anything'), minimum: 3 })).toBe('at least 3');
  expect(boundsInWords({ ...setting('anything'), maximum: 3 })).toBe('at most 3');
  expect(boundsInWords(setting('optimizer'))).toBe('');
});

it('refuses exactly the numbers that the schema refuses', () => {
  for (const [key, own] of Object.entries({
    walkSteps: schema.shape.sampling.shape.walkSteps,
    restart: schema.shape.sampling.shape.restart,
  })) {
    for (const value of [-1, 0, 0.001, 0.5, 0.999, 1, 9, 10, 10.5, 1000, 1001, Number.NaN, Infinity]) {
      expect(problemOf(setting(key), value) === null, `${key} ${value}`).toBe(own.safeParse(value).success);
    }
  }
  expect(problemOf(setting('walkSteps'), null)).toBe('A number is needed here.');
  expect(problemOf(setting('walkSteps'), 5)).toBe('Allowed: 10 to 1,000.');
  expect(problemOf(setting('walkSteps'), 10.5)).toBe('Whole numbers only.');
});

it('sends only what differs from the standard', () => {
  expect(changesOf(groups, standard)).toEqual({});
  const changed = {
    sampling: { ...standard.sampling, walkSteps: 50 },
    training: { ...standard.training, hard_negatives: false },
  };
  expect(changesOf(groups, changed)).toEqual({
    sampling: { walkSteps: 50 },
    training: { hard_negatives: false },
  });
});

it('shows every setting of every preset, and finds nothing wrong with its standards', () => {
  for (const preset of presets) {
    const shown = settingGroups(preset.schema, preset.config).flatMap((one) => one.settings);
    const wanted = Object.entries(preset.config).flatMap(([group, settings]) =>
      Object.keys(settings).map((key) => `${group}.${key}`),
    );
    expect(shown.map((one) => `${one.group}.${one.key}`).sort()).toEqual(wanted.sort());
    for (const one of shown) expect(problemOf(one, one.standard), `${preset.name} ${one.key}`).toBeNull();
  }
});

describe('standards where a model learns from labels', () => {
  const preset = {
    config: { loss: { kind: 'auto' }, training: { epochs: 10, batchSize: 512 } },
    onLabels: { training: { epochs: 100 } },
  };
  const labelled = { nodeSplit: { train: 140, tune: 500, test: 1000 } };

  it('hold where the data have labelled train items, and walks were not asked for', () => {
    expect(standardOf(preset, labelled)).toEqual({
      loss: { kind: 'auto' },
      training: { epochs: 100, batchSize: 512 },
    });
    expect(standardOf(preset, labelled, 'walk')).toBe(preset.config);
    expect(standardOf(preset, { nodeSplit: { train: 0, tune: 1, test: 1 } })).toBe(preset.config);
    expect(standardOf(preset, undefined)).toBe(preset.config);
    expect(standardOf({ config: preset.config }, labelled)).toBe(preset.config);
  });
});
