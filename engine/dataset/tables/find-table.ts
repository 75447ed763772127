import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileProblem } from '../problems.ts';

export type TableFormat = 'csv' | 'jsonl' | 'parquet';

export interface TableFile {
  /** Name within the folder. */
  name: string;
  path: string;
  format: TableFormat;
  gzip: boolean;
  bytes: number;
}

const formats: readonly TableFormat[] = ['csv', 'jsonl', 'parquet'];

/**
 * The one file that holds a table, gzipped or not; null where there is none.
 * @throws FileProblem `two-files`, `not-a-file`
 */
export function findTable(folder: string, table: string): TableFile | null {
  const found = formats.flatMap((format) =>
    [false, true].flatMap((gzip) => {
      const file = findFile(folder, `${table}.${format}${gzip ? '.gz' : ''}`);
      return file ? [{ ...file, format, gzip }] : [];
    }),
  );
  if (found.length > 1) {
    throw new FileProblem(
      'two-files',
      `there is ${found.map(({ name }) => name).join(' and ')}; keep one of them`,
    );
  }
  return found[0] ?? null;
}

/** @throws FileProblem `not-a-file` for a folder, pipe or device of that name */
export function findFile(folder: string, name: string): { name: string; path: string; bytes: number } | null {
  const path = join(folder, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return null;
  if (!stat.isFile()) throw new FileProblem('not-a-file', `${name} is not a file`);
  return { name, path, bytes: stat.size };
}

/** For the message about a table that is missing: what lies in the folder instead. */
export function namesIn(folder: string): string {
  const names = readdirSync(folder).sort();
  if (names.length === 0) return 'the folder is empty';
  return `the folder has ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`;
}
