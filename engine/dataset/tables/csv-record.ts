/**
 * One record of a CSV file (RFC 4180) over one or more lines. A double quote opens a value only at its start; within
 * quotes commas, line breaks and doubled quotes stand for themselves.
 */
export interface CsvRecord {
  /** Takes the next line, without its "\n". `open`: a quoted value goes on in the next line. */
  feed(line: string): 'done' | 'open' | 'bad';
  readonly cells: string[];
}

export function csvRecord(): CsvRecord {
  const cells: string[] = [];
  let quoted = false;
  let value = '';

  /** From within quotes at `at`; returns where the value ends, -1 when not in this line, -2 when malformed. */
  const closing = (line: string, at: number): number => {
    for (;;) {
      const quote = line.indexOf('"', at);
      if (quote < 0) {
        value += `${line.slice(at)}\n`;
        return -1;
      }
      value += line.slice(at, quote);
      if (line[quote + 1] !== '"') {
        const end = quote + 1;
        return end === line.length || line[end] === ','
          ? end
          : end === line.length - 1 && line[end] === '\r'
            ? line.length
            : -2;
      }
      value += '"';
      at = quote + 2;
    }
  };

  return {
    cells,
    feed(line) {
      let at = 0;
      for (;;) {
        let end: number;
        if (quoted || line[at] === '"') {
          end = closing(line, quoted ? at : at + 1);
          quoted = end === -1;
          if (quoted) return 'open';
          if (end === -2) return 'bad';
          cells.push(value);
          value = '';
        } else {
          const comma = line.indexOf(',', at);
          end = comma < 0 ? line.length : comma;
          const cell = line.slice(at, comma < 0 && line.endsWith('\r') ? end - 1 : end);
          if (cell.includes('"')) return 'bad';
          cells.push(cell);
        }
        if (end >= line.length) return 'done';
        at = end + 1;
      }
    },
  };
}
