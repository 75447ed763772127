/**
 * Rows of a CSV file (RFC 4180; comma, double quotes, the first line names the columns). A line without quotes is
 * split at its commas. A record that is malformed costs its own line: reading goes on with the next one.
 *
 * A parser of our own because rows are told by their line, whatever stands in quotes before, and because nothing of
 * a faulty file may be lost silently.
 */
import { FileProblem } from '../problems.ts';
import { placeColumns, quoted } from './columns.ts';
import type { Columns, RowSink } from './columns.ts';
import { csvRecord } from './csv-record.ts';
import type { CsvRecord } from './csv-record.ts';
import type { TextBlock } from './text-blocks.ts';

/** Characters of a quoted record over all its lines. */
const largest = 8 << 20;

interface Line {
  number: number;
  text: string;
  broken: boolean;
}

/** @throws FileProblem `missing-column`, `duplicate-column`, `not-utf8`, `bad-csv`, `empty-file` */
export async function csvRows(
  blocks: AsyncIterable<TextBlock>,
  columns: Columns,
  sink: RowSink,
): Promise<void> {
  const reader = lineReader(recordReader(columns, sink));
  for await (const { text, line, broken } of blocks) {
    const lines = text.split('\n');
    if (lines[lines.length - 1] === '') lines.pop();
    lines.forEach((content, i) =>
      reader.line({
        number: line + i,
        text: content,
        broken: broken.length > 0 && broken.includes(line + i),
      }),
    );
  }
  reader.end();
}

interface Records {
  record(line: number, cells: string[], broken: boolean): void;
  bad(line: number, code: string, message: string): void;
  end(): void;
}

function lineReader(records: Records): { line(line: Line): void; end(): void } {
  let record: CsvRecord | null = null;
  let held: Line[] = [];
  let heldLength = 0;

  const take = (line: Line): void => {
    if (!record && !line.text.includes('"')) {
      const row = line.text.endsWith('\r') ? line.text.slice(0, -1) : line.text;
      records.record(line.number, row.split(','), line.broken);
      return;
    }
    record ??= csvRecord();
    held.push(line);
    heldLength += line.text.length;
    const state = record.feed(line.text);
    if (state === 'done') {
      records.record(
        held[0].number,
        record.cells,
        held.some(({ broken }) => broken),
      );
      release();
    } else if (state === 'bad') {
      giveUp('a double quote stands within a value; write it twice and put the value in double quotes');
    } else if (heldLength > largest) {
      giveUp('a double quote is opened and not closed within 8 MiB; close it');
    }
  };
  const release = (): Line[] => {
    const lines = held;
    record = null;
    held = [];
    heldLength = 0;
    return lines;
  };
  /** The record's first line is lost; the lines after it are read anew. */
  const giveUp = (message: string): void => {
    const [first, ...others] = release();
    records.bad(first.number, 'bad-csv', message);
    others.forEach(take);
  };

  return {
    line: take,
    end() {
      while (record) giveUp('a double quote is opened and never closed; close it');
      records.end();
    },
  };
}

/** Takes records as they stand in the file; the first names the columns. */
function recordReader(columns: Columns, sink: RowSink): Records {
  let header: ReturnType<typeof placeColumns> | undefined;
  let width = 0;
  return {
    record(line, cells, broken) {
      if (cells.length === 1 && cells[0] === '') return;
      if (broken) this.bad(line, 'not-utf8', 'the row is not UTF-8; save the file as UTF-8');
      else if (!header) {
        header = placeColumns(cells, columns, line, sink);
        width = cells.length;
      } else if (cells.length !== width) sink.reject(line, 'ragged-row', ragged(cells, width));
      else {
        const { places, others, hasColumn } = header;
        sink.row(
          line,
          places.map((place) => (place < 0 ? '' : cells[place])),
          others.length > 0
            ? Object.fromEntries(others.map(({ name, place }) => [name, cells[place]]))
            : null,
          hasColumn,
        );
      }
    },
    bad(line, code, message) {
      if (!header) throw new FileProblem(code, message, line);
      sink.reject(line, code, message);
    },
    end() {
      if (!header) throw new FileProblem('empty-file', 'the file has no line that names the columns');
    },
  };
}

function ragged(cells: string[], width: number): string {
  const cure = cells.length > width ? 'put a value with a comma in double quotes' : 'add what is missing';
  return `the row has ${cells.length} values, the first line ${width}; ${cure} (it starts ${quoted(cells[0])})`;
}
