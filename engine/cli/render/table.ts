/** Plain text tables: columns apart by two spaces, numbers at the right. */
const GAP = '  ';

export type Cell = string | { right: string };

/** A cell that stands at the right of its column, as numbers do. */
export const right = (text: string): Cell => ({ right: text });

/** @returns the rows under their headings; `empty` where there are none */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], empty = ''): string {
  if (rows.length === 0) return empty;
  const widths = headings.map((heading, c) =>
    Math.max(width(heading), ...rows.map((row) => width(text(row[c])))),
  );
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, c) => {
        const blank = ' '.repeat(widths[c] - width(text(cell)));
        return typeof cell === 'string' ? cell + blank : blank + cell.right;
      })
      .join(GAP)
      .trimEnd();
  const heads = headings.map((heading, c): Cell =>
    typeof rows[0][c] === 'string' ? heading : right(heading),
  );
  return [line(heads), ...rows.map(line)].join('\n');
}

/** Names and values, one pair a line. */
export function fields(pairs: readonly (readonly [name: string, value: string])[]): string {
  const longest = Math.max(...pairs.map(([name]) => width(name)));
  return pairs
    .map(([name, value]) => `${name}${' '.repeat(longest - width(name))}${GAP}${value}`.trimEnd())
    .join('\n');
}

const text = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.right);

const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u;

/** Columns that a terminal gives to `value`. */
function width(value: string): number {
  let columns = 0;
  for (const character of value) columns += wide.test(character) ? 2 : 1;
  return columns;
}
