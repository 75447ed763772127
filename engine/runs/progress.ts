/** How far a training is, read from the curve that it writes. */
import { join } from 'node:path';
import { parsed, readLines, sampleEvenly } from './journal.ts';
import { Backend, CurvePoint, readChecked } from './run-files.ts';

const SPARKLINE_POINTS = 40;

export interface Progress {
  /** The last step on disk. */
  last: CurvePoint | null;
  /** Lines of the curve, unparsed. */
  lines: string[];
  /** null before the first step's time. */
  backend: string | null;
}

export function readProgress(folder: string): Progress {
  const lines = readLines(join(folder, 'curve.jsonl'));
  const last = CurvePoint.safeParse(parsed(lines.at(-1) ?? ''));
  return {
    last: last.data ?? null,
    lines,
    backend: readChecked(folder, 'backend.json', Backend)?.name ?? null,
  };
}

/** At most 40 losses of the curve, evenly spaced. */
export function lossSparkline(lines: readonly string[]): number[] {
  return sampleEvenly(lines, SPARKLINE_POINTS).flatMap((line) => {
    const { data } = CurvePoint.safeParse(parsed(line));
    return data ? [data.loss] : [];
  });
}
