import { describe, expect, it } from 'vitest';
import { Preset } from '../../../engine/contract/runs.ts';
import { presetNamed, presets } from '../../../engine/model/presets.ts';
import { resolveConfig } from '../../../engine/model/resolve-config.ts';
import { settingGroups } from '../../../renderer/config-form.ts';

describe('presets', () => {
  it('have distinct names, the flagship first, each as the contract says', () => {
    const names = presets.map(({ name }) => name);
    expect(names[0]).toBe('pinsage');
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['mean-pooling-hard', 'mean-pooling-xent', 'max-pooling'],
        ...['pinsage', 'mean-pooling', 'combined', 'visual', 'annotation', 'random-walk'],
        ...['bpr', 'itemknn', 'ease'],
      ]),
    );
    for (const preset of presets) expect(Preset.safeParse(preset).success).toBe(true);
    // What is given at once, without an epoch.
    expect(presets.filter(({ trains }) => !trains).map(({ name }) => name)).toEqual([
      ...['visual', 'annotation', 'random-walk', 'itemknn', 'ease'],
    ]);
  });

  it.each(presets.map((preset) => [preset.name, preset] as const))(
    '%s: every setting has its words in the form',
    (_, preset) => {
      const shown = settingGroups(preset.schema, preset.config).flatMap(({ key, settings }) =>
        settings.map((setting) => `${key}.${setting.key}`),
      );
      const all = Object.entries(preset.config).flatMap(([group, values]) =>
        Object.keys(values).map((key) => `${group}.${key}`),
      );
      expect(shown).toEqual(all);
      for (const { settings } of settingGroups(preset.schema, preset.config)) {
        for (const { title, description } of settings) expect(title && description).not.toBe('');
      }
    },
  );

  it('an unknown one is named, with those that there are', () => {
    expect(() => presetNamed('pinsags')).toThrow(
      /no preset "pinsags"; choose one of pinsage, mean-pooling-hard/,
    );
  });
});

describe('resolveConfig', () => {
  it('is the standard with the changes in it, and leaves the standard alone', () => {
    const before = structuredClone(presetNamed('pinsage').config);
    const config = resolveConfig('pinsage', { training: { epochs: 3 }, sampling: { pooling: 'mean' } });
    expect(config.training.epochs).toBe(3);
    expect(config.sampling).toEqual({ ...before.sampling, pooling: 'mean' });
    expect(presetNamed('pinsage').config).toEqual(before);
  });

  it.each([
    [
      { training: { epochs: 0 } },
      'training.epochs cannot be 0; it must be a whole number, at least 1, at most 10000',
    ],
    [{ loss: { bandLow: 0.6 } }, 'loss.bandHigh cannot be 0.5; it must be at least loss.bandLow'],
    [{ training: { epochs: 2.5 } }, 'training.epochs cannot be 2.5; it must be a whole number'],
    [
      { sampling: { pooling: 'min' } },
      'sampling.pooling cannot be "min"; it must be one of importance, mean, max',
    ],
    [
      { model: { inputDropout: 1 } },
      'model.inputDropout cannot be 1; it must be a number, at least 0, below 1',
    ],
    [{ model: { hidden: '128' } }, 'model.hidden cannot be "128"; it must be a whole number'],
    [{ model: { depth: 2 } }, 'preset "pinsage" has no setting model.depth; it has sampling.neighbors, '],
    [{ walk: { hops: 2 } }, 'preset "pinsage" has no setting walk.hops'],
  ])('%j is refused with what is allowed', (changes, message) => {
    const attempt = (): unknown => resolveConfig('pinsage', changes);
    expect(attempt).toThrow(expect.objectContaining({ code: 'bad-config' }) as Error);
    expect(attempt).toThrow(message);
  });
});
