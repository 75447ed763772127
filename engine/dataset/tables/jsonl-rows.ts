import { allColumns, missing, quoted } from './columns.ts';
import type { Columns, RowSink } from './columns.ts';
import { asText } from './as-text.ts';
import type { TextBlock } from './text-blocks.ts';

/** Rows of a JSON Lines file: one object a line, its keys are the columns. Empty lines are passed over. */
export async function jsonlRows(
  blocks: AsyncIterable<TextBlock>,
  columns: Columns,
  sink: RowSink,
): Promise<void> {
  const read = lineReader(columns, sink);
  for await (const { text, line, broken } of blocks) {
    text.split('\n').forEach((content, i) => {
      if (broken.includes(line + i))
        sink.reject(line + i, 'not-utf8', 'the line is not UTF-8; save the file as UTF-8');
      else if (content.trim() !== '') read(line + i, content);
    });
  }
}

function lineReader(columns: Columns, sink: RowSink): (line: number, content: string) => void {
  const all = allColumns(columns);
  const wanted = new Set(columns.wanted);
  return (line, content) => {
    const object = parseObject(content);
    if (!object) {
      sink.reject(
        line,
        'bad-json',
        `the line is not a JSON object (it starts ${quoted(content.slice(0, 40))})`,
      );
      return;
    }
    const keys = Object.keys(object);
    const absent = columns.required.find((name) => !keys.includes(name));
    if (absent !== undefined) {
      sink.reject(line, 'missing-column', missing(absent, keys));
      return;
    }
    for (const name of wanted) {
      if (keys.includes(name)) continue;
      wanted.delete(name);
      sink.fault(line, 'missing-column', missing(name, keys));
    }
    const texts = new Map(keys.map((key) => [key, asText(object[key])]));
    const inexact = keys.find((key) => texts.get(key) === null);
    if (inexact !== undefined) {
      sink.reject(
        line,
        'inexact-number',
        `${quoted(inexact)} is too large a number to be exact; put it in quotes`,
      );
      return;
    }
    const others = columns.keepOthers ? keys.filter((key) => !all.includes(key)) : [];
    sink.row(
      line,
      all.map((name) => texts.get(name) ?? ''),
      others.length > 0 ? Object.fromEntries(others.map((key) => [key, texts.get(key) ?? ''])) : null,
      (position) => texts.has(all[position]),
    );
  };
}

function parseObject(content: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
