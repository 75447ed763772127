import { FileProblem } from '../problems.ts';
import { nearMiss } from './near-miss.ts';

/** The columns of a table. Cells are handed on in the order required, wanted, optional. */
export interface Columns {
  /** Nothing can be read without these. */
  required: readonly string[];
  /** Missing is wrong too, but the rows can be read without. */
  wanted?: readonly string[];
  optional?: readonly string[];
  /** Whether cells of other columns are kept. */
  keepOthers?: boolean;
}

export interface RowSink {
  /** `cells` in the order of the columns, '' where there is none; `others` are the cells of other columns. */
  row(
    line: number,
    cells: string[],
    others: Record<string, string> | null,
    hasColumn: (position: number) => boolean,
  ): void;
  /** A row that cannot be read. */
  reject(line: number, code: string, message: string): void;
  /** Something wrong with the file that leaves no row out. */
  fault(line: number | null, code: string, message: string): void;
}

export const allColumns = ({ required, wanted = [], optional = [] }: Columns): string[] => [
  ...required,
  ...wanted,
  ...optional,
];

/**
 * Where each column stands among `found`, -1 for none, and the other columns.
 * @throws FileProblem `missing-column`, `duplicate-column`
 */
export function placeColumns(
  found: readonly string[],
  columns: Columns,
  line: number | null,
  sink: RowSink,
): {
  places: number[];
  others: { name: string; place: number }[];
  hasColumn: (position: number) => boolean;
} {
  const names = found.map((name) => name.trim());
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new FileProblem('duplicate-column', `there are two columns ${quoted(twice)}; keep one`, line);
  }
  for (const name of columns.required) {
    if (!names.includes(name)) throw new FileProblem('missing-column', missing(name, names), line);
  }
  for (const name of columns.wanted ?? []) {
    if (!names.includes(name)) sink.fault(line, 'missing-column', missing(name, names));
  }
  const all = allColumns(columns);
  const places = all.map((name) => names.indexOf(name));
  return {
    places,
    hasColumn: (position) => places[position] >= 0,
    others: columns.keepOthers
      ? names.flatMap((name, place) => (all.includes(name) ? [] : [{ name, place }]))
      : [],
  };
}

/** Names the columns found and the one that was probably meant. */
export function missing(name: string, found: readonly string[]): string {
  const near = nearMiss(name, found);
  const meant = near === null ? '' : `; rename ${quoted(near)} to ${quoted(name)}`;
  return `there is no column ${quoted(name)}; found ${found.slice(0, 20).map(quoted).join(', ') || 'none'}${meant}`;
}

/** For a message: in quotes, short, on one line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
