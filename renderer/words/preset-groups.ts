/** The methods in an order that says what each is compared with. */
import type { Preset } from '../../engine/contract/runs.ts';

const groups: readonly { title: string; names: readonly string[] }[] = [
  {
    title: 'PinSage, and what shows what each of its parts does',
    names: ['pinsage', 'mean-pooling-hard', 'mean-pooling', 'mean-pooling-xent', 'max-pooling'],
  },
  {
    title: 'GraphSAGE',
    names: ['graphsage-gcn', 'graphsage-mean', 'graphsage-lstm', 'graphsage-pool'],
  },
  { title: 'Features alone, without the graph', names: ['combined', 'visual', 'annotation'] },
  { title: 'The graph alone, without features', names: ['random-walk', 'bpr', 'itemknn', 'ease'] },
];

/** Groups that have a method of `presets`; one that no group names comes last. */
export function presetGroups(presets: readonly Preset[]): { title: string; presets: Preset[] }[] {
  const named = groups.map(({ title, names }) => ({
    title,
    presets: names.flatMap((name) => presets.find((preset) => preset.name === name) ?? []),
  }));
  const known = new Set(named.flatMap((group) => group.presets));
  const others = presets.filter((preset) => !known.has(preset));
  return [...named, { title: 'Others', presets: others }].filter((group) => group.presets.length > 0);
}
