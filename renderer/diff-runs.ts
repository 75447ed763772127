/** What differs between two runs, and what is the same. */
import type { RunSummary } from '../engine/contract/runs.ts';
import { settingGroups } from './config-form.ts';
import type { Preset } from '../engine/contract/runs.ts';
import { duration } from './words/format.ts';

export interface DiffRow {
  group: string;
  name: string;
  a: string;
  b: string;
}

export function diffRuns(
  a: RunSummary,
  b: RunSummary,
  presetOf: (name: string) => Preset | undefined,
): { different: DiffRow[]; same: DiffRow[] } {
  const names = settingNames([presetOf(a.preset), presetOf(b.preset)]);
  const rows: DiffRow[] = [
    {
      group: 'Run',
      name: 'Method',
      a: presetOf(a.preset)?.title ?? a.preset,
      b: presetOf(b.preset)?.title ?? b.preset,
    },
    { group: 'Run', name: 'Data set', a: a.dataset, b: b.dataset },
    {
      group: 'Run',
      name: 'Data fingerprint',
      a: short(a.datasetFingerprint),
      b: short(b.datasetFingerprint),
    },
    { group: 'Run', name: 'Seed', a: String(a.seed), b: String(b.seed) },
    { group: 'Run', name: 'Backend', a: a.backend, b: b.backend },
    { group: 'Run', name: 'Pinwise', a: a.codeVersion, b: b.codeVersion },
    { group: 'Run', name: 'Time', a: duration(a.seconds), b: duration(b.seconds) },
  ];
  for (const group of union(Object.keys(a.config), Object.keys(b.config))) {
    for (const key of union(Object.keys(a.config[group] ?? {}), Object.keys(b.config[group] ?? {}))) {
      const known = names.get(`${group}.${key}`);
      rows.push({
        group: known?.group ?? group,
        name: known?.name ?? key,
        a: show(a.config[group]?.[key]),
        b: show(b.config[group]?.[key]),
      });
    }
  }
  return { different: rows.filter((row) => row.a !== row.b), same: rows.filter((row) => row.a === row.b) };
}

function settingNames(presets: (Preset | undefined)[]): Map<string, { group: string; name: string }> {
  const names = new Map<string, { group: string; name: string }>();
  for (const preset of presets) {
    if (!preset) continue;
    for (const group of settingGroups(preset.schema, preset.config)) {
      for (const one of group.settings)
        names.set(`${one.group}.${one.key}`, { group: group.title, name: one.title });
    }
  }
  return names;
}

const union = (x: string[], y: string[]): string[] => [...new Set([...x, ...y])];
const short = (hash: string): string => hash.slice(0, 12);
const show = (value: unknown): string => (value === undefined ? 'has none' : String(value));
