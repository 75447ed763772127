import type { Problems } from '../problems.ts';
import { byteSource } from './byte-source.ts';
import type { ReadOptions } from './byte-source.ts';
import type { Columns, RowSink } from './columns.ts';
import { csvRows } from './csv-rows.ts';
import type { TableFile } from './find-table.ts';
import { jsonlRows } from './jsonl-rows.ts';
import { parquetRows } from './parquet-rows.ts';
import { textBlocks } from './text-blocks.ts';

export interface Row {
  /** Line of the file, from 1; in Parquet the row. */
  line: number;
  /** Which row it is, from 0, those left out counted. */
  ordinal: number;
  /** In the order of the columns asked for, '' where there is none. */
  cells: string[];
  others: Record<string, string> | null;
  /** Whether the table has the column of that position (JSON Lines: whether this row has). */
  hasColumn(position: number): boolean;
}

/**
 * Reads a table row by row, all cells as text; what cannot be read goes to `problems`.
 * Returns how many rows the file has: those handed to `each` and those rejected.
 * @throws FileProblem when the file is of no use; PinwiseError `cancelled`
 */
export async function readTable(
  file: TableFile,
  columns: Columns,
  problems: Problems,
  each: (row: Row) => void,
  options: ReadOptions,
): Promise<number> {
  let rows = 0;
  const sink: RowSink = {
    row: (line, cells, others, has) => each({ line, ordinal: rows++, cells, others, hasColumn: has }),
    reject(line, code, message) {
      rows++;
      problems.reject(file.name, line, code, message);
    },
    fault: (line, code, message) => problems.fault(file.name, line, code, message),
  };
  if (file.format === 'parquet') {
    await parquetRows(file, columns, sink, options);
    return rows;
  }
  const blocks = textBlocks(byteSource(file, options), (line) =>
    sink.reject(line, 'long-line', 'the line is longer than 8 MiB; is a line break missing?'),
  );
  await (file.format === 'csv' ? csvRows : jsonlRows)(blocks, columns, sink);
  return rows;
}
