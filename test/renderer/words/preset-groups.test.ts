import { expect, it } from 'vitest';
import { presets } from '../../../engine/model/presets.ts';
import { presetGroups } from '../../../renderer/words/preset-groups.ts';

it('has a place for every method that can be trained, each once', () => {
  const groups = presetGroups(presets);
  expect(groups.map(({ title }) => title)).not.toContain('Others');
  const names = groups.flatMap((group) => group.presets.map(({ name }) => name));
  expect(names.toSorted()).toEqual(presets.map(({ name }) => name).toSorted());
});

it('loses no method that it does not know, and has no empty group', () => {
  const [known] = presets;
  expect(presetGroups([{ ...known, name: 'brand-new' }])).toMatchObject([
    { title: 'Others', presets: [{ name: 'brand-new' }] },
  ]);
});
