/** Rows of a Parquet file, a row group at a time; rows are numbered from 1. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { AsyncBuffer, Compressors } from 'hyparquet';
import { PinwiseError } from '../../contract/rpc.ts';
import { FileProblem } from '../problems.ts';
import { asText } from './as-text.ts';
import { allBytes, stopIfCancelled } from './byte-source.ts';
import type { ReadOptions } from './byte-source.ts';
import { placeColumns, quoted } from './columns.ts';
import type { Columns, RowSink } from './columns.ts';
import type { TableFile } from './find-table.ts';

const compressors: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
};
/** Rows decoded at once. */
const most = 1 << 16;

/** @throws FileProblem `bad-parquet`, `missing-column`, `empty-file` */
export async function parquetRows(
  file: TableFile,
  columns: Columns,
  sink: RowSink,
  options: ReadOptions,
): Promise<void> {
  if (file.bytes === 0) throw new FileProblem('empty-file', 'the file is empty');
  try {
    await readAll(await open(file, options), columns, sink, options);
  } catch (error) {
    if (error instanceof FileProblem || error instanceof PinwiseError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new FileProblem('bad-parquet', `it cannot be read as Parquet (${why}); write it again`);
  }
}

async function open(file: TableFile, options: ReadOptions): Promise<AsyncBuffer> {
  if (!file.gzip) return asyncBufferFromFile(file.path);
  const bytes = Uint8Array.from(await allBytes(file, options));
  return { byteLength: bytes.length, slice: (start, end) => bytes.buffer.slice(start, end) };
}

async function readAll(
  buffer: AsyncBuffer,
  columns: Columns,
  sink: RowSink,
  { signal }: ReadOptions,
): Promise<void> {
  const metadata = await parquetMetadataAsync(buffer);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const { places, others, hasColumn } = placeColumns(names, columns, null, sink);
  const read = [...places.filter((place) => place >= 0), ...others.map(({ place }) => place)].map(
    (place) => names[place],
  );
  const total = Number(metadata.num_rows);
  for (let start = 0; start < total; start += most) {
    stopIfCancelled(signal);
    const end = Math.min(start + most, total);
    const rows = await parquetReadObjects({
      file: buffer,
      metadata,
      columns: read,
      compressors,
      rowStart: start,
      rowEnd: end,
    });
    if (rows.length !== end - start) throw new Error(`${rows.length} rows where ${end - start} should be`);
    rows.forEach((row, i) => {
      const cells = places.map((place) => (place < 0 ? '' : asText(row[names[place]])));
      const inexact = cells.indexOf(null);
      if (inexact >= 0) {
        const name = quoted(names[places[inexact]]);
        sink.reject(start + i + 1, 'inexact-number', `${name} is too large a number to be exact; store text`);
        return;
      }
      const kept = others.map(({ name, place }) => [name, asText(row[names[place]]) ?? '']);
      sink.row(
        start + i + 1,
        cells.map((cell) => cell ?? ''),
        kept.length > 0 ? Object.fromEntries(kept) : null,
        hasColumn,
      );
    });
  }
}
