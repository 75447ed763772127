import * as z from 'zod';
import { Warning } from '../../contract/datasets.ts';
import { PinwiseError } from '../../contract/rpc.ts';

const SHOWN = 20;

/** What is wrong with data beside what the error's message tells: a line each, the first twenty; [] for other errors. */
export function otherProblems(error: unknown): string[] {
  if (!(error instanceof PinwiseError) || error.code !== 'bad-data') return [];
  const found = z.array(Warning).safeParse(error.details);
  const lines = (found.success ? found.data : [])
    .map(({ file, row, message }) =>
      file === '' ? message : `${file}${row === null ? '' : ` row ${row}`}: ${message}`,
    )
    .filter((line) => !error.message.startsWith(line));
  return [...lines.slice(0, SHOWN), ...(lines.length > SHOWN ? ['...'] : [])].map((line) => `  ${line}`);
}
