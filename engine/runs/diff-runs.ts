import type { RunSummary } from '../contract/runs.ts';

export type DiffValue = string | number | boolean | null;
export interface DiffRow {
  /** `seed`, `config.training.epochs`, `metrics.mrr`, ... */
  key: string;
  a: DiffValue;
  b: DiffValue;
}

/** What two runs were made of and came to: where they differ first, then what they share. null: the run has no such. */
export function diffRuns(a: RunSummary, b: RunSummary): DiffRow[] {
  const [ofA, ofB] = [flat(a), flat(b)];
  const keys = [...new Set([...ofA.keys(), ...ofB.keys()])];
  const rows = keys.map((key) => ({ key, a: ofA.get(key) ?? null, b: ofB.get(key) ?? null }));
  return [...rows.filter((row) => row.a !== row.b), ...rows.filter((row) => row.a === row.b)];
}

function flat(run: RunSummary): Map<string, DiffValue> {
  const { preset, dataset, datasetFingerprint, seed, codeVersion, backend, state } = run;
  const { seconds, peakRssMb, checkpoint } = run;
  const rows: [string, DiffValue][] = Object.entries({
    ...{ preset, dataset, datasetFingerprint, seed, codeVersion, backend, state },
  });
  for (const [group, settings] of Object.entries(run.config)) {
    for (const [key, value] of Object.entries(settings)) rows.push([`config.${group}.${key}`, value]);
  }
  for (const [metric, { value }] of Object.entries(run.metrics)) rows.push([`metrics.${metric}`, value]);
  return new Map([...rows, ['seconds', seconds], ['peakRssMb', peakRssMb], ['checkpoint', checkpoint]]);
}
