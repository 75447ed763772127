import { PinwiseError } from '../../contract/rpc.ts';
import { FileProblem } from '../problems.ts';
import type { RowSink } from './columns.ts';
import { csvRows } from './csv-rows.ts';
import { jsonlRows } from './jsonl-rows.ts';
import { textBlocks } from './text-blocks.ts';

/**
 * Title and text of the first row of a CSV or JSON Lines table that lies in memory.
 * @throws PinwiseError `bad-data` naming the file
 */
export async function firstRow(file: string, bytes: Uint8Array): Promise<{ title: string; text: string }> {
  const bad = (message: string): PinwiseError => new PinwiseError('bad-data', `${file}: ${message}`);
  const read = /\.csv$/i.test(file) ? csvRows : /\.jsonl$/i.test(file) ? jsonlRows : null;
  if (!read) throw bad('it is nothing that a window reads; drop a .csv, .jsonl or .npy file, or a picture');
  let first: string[] | undefined;
  const sink: RowSink = {
    row(_, cells) {
      first ??= cells;
    },
    reject(line, _, message) {
      throw bad(`row ${line}: ${message}`);
    },
    fault(_, __, message) {
      throw bad(message);
    },
  };
  try {
    const blocks = textBlocks(whole(bytes), () => undefined);
    await read(blocks, { required: ['title'], optional: ['text'] }, sink);
  } catch (error) {
    throw error instanceof FileProblem ? bad(error.message) : error;
  }
  if (!first) throw bad('it has no rows');
  return { title: first[0], text: first[1] };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
