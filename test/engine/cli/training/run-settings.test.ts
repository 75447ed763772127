import { describe, expect, it } from 'vitest';
import { nearMiss } from '../../../../engine/cli/training/near-miss.ts';
import { editDistance } from '../../../../engine/edit-distance.ts';
import { runSettings } from '../../../../engine/cli/training/run-settings.ts';
import type { Preset } from '../../../../engine/contract/runs.ts';
import { presetNamed } from '../../../../engine/model/presets.ts';

const pinsage = presetNamed('pinsage');
const invented: Preset = {
  ...{ name: 'invented', title: '', description: '', trains: true },
  config: { a: { size: 1, on: false, kind: 'x' }, b: { size: 2 } },
  schema: { properties: { a: { properties: { kind: { type: 'string' } } } } },
};

describe('--set', () => {
  it.each([
    [['training.epochs=5'], { training: { epochs: 5 } }],
    [['epochs=5', 'hidden=64'], { training: { epochs: 5 }, model: { hidden: 64 } }],
    [['learningRate=1e-3'], { training: { learningRate: 0.001 } }],
    [['pooling=mean'], { sampling: { pooling: 'mean' } }],
    [['epochs=5', 'training.epochs=6'], { training: { epochs: 6 } }],
    [[], {}],
  ])('%j', (given, config) => {
    expect(runSettings(pinsage, given)).toEqual(config);
  });

  it('types a value by its schema, else by its default', () => {
    expect(runSettings(invented, ['on=true', 'kind=12', 'b.size=3'])).toEqual({
      a: { on: true, kind: '12' },
      b: { size: 3 },
    });
  });

  it.each<[string, Preset, string, RegExp]>([
    ['no value', pinsage, 'epochs', /must be key=value/],
    ['no key', pinsage, '=5', /must be key=value/],
    ['a near miss of the whole name', pinsage, 'training.epoch=5', /did you mean training\.epochs\?/],
    ['a near miss of the bare key', pinsage, 'hiden=5', /did you mean model\.hidden\?/],
    ['the wrong group', pinsage, 'model.epochs=5', /did you mean training\.epochs\?/],
    ['nothing near', pinsage, 'zzzzzzzzzz=5', /it has sampling\.neighbors, /],
    ['a key of two groups', invented, 'size=5', /a\.size or b\.size/],
    ['a word for a number', pinsage, 'epochs=many', /training\.epochs cannot be "many"; it must be a number/],
    ['an empty number', pinsage, 'epochs=', /it must be a number/],
    ['a number for a yes or no', invented, 'on=1', /true or false/],
    ['a preset without settings', presetNamed('visual'), 'epochs=1', /has no settings/],
  ])('refuses %s', (_, preset, given, message) => {
    expect(() => runSettings(preset, [given])).toThrow(message);
  });
});

it("edit distances are Levenshtein's textbook ones", () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('saturday', 'sunday')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
  expect(nearMiss('Epocs', ['epochs', 'hidden'])).toBe('epochs');
  expect(nearMiss('walks', ['hidden'])).toBeUndefined();
});
