/** Edges of the graph from `edges` (item, context), or from `links` of a plain graph (source, target). */
import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { TableFile } from '../tables/find-table.ts';
import { growing } from '../tables/growing.ts';
import { readTable } from '../tables/read-table.ts';
import { mergeEdges } from './merge-edges.ts';
import type { Edges } from './merge-edges.ts';
import type { NamedRows } from './read-items.ts';
import { weightOf } from './weight-of.ts';

export interface EdgesRead {
  edges: Edges;
  contexts: { ids: string[]; titles: string[]; extra?: Record<string, string>[] };
  /** A plain graph: each context is a link. */
  plain?: boolean;
}

/**
 * @param known contexts of a contexts file: an edge may name no other; null where there is no such file
 * @throws FileProblem `empty-file` and those of the table
 */
export async function readEdges(
  file: TableFile,
  items: NamedRows,
  known: NamedRows | null,
  problems: Problems,
  options: ReadOptions,
): Promise<EdgesRead> {
  const [item, context, line] = [growing(Uint32Array), growing(Uint32Array), growing(Uint32Array)];
  const weight = growing(Float32Array);
  const contexts: Pick<NamedRows, 'ids' | 'titles' | 'rows'> = known ?? {
    ids: [],
    titles: [],
    rows: new Map(),
  };
  let weighted = false;
  let timed = false;
  const rows = await readTable(
    file,
    { required: ['item', 'context'], optional: ['weight', 'timestamp'] },
    problems,
    (row) => {
      const [itemId, contextId, weightText, timestamp] = row.cells;
      const reject = (code: string, message: string): void =>
        problems.reject(file.name, row.line, code, message);
      const i = items.rows.get(itemId);
      if (i === undefined) {
        reject(
          'unknown-item',
          `there is no item ${quoted(itemId)}; add it to the items or leave the row out`,
        );
        return;
      }
      if (contextId === '') {
        reject('empty-id', 'the context has no id; give it one');
        return;
      }
      let c = contexts.rows.get(contextId);
      if (c === undefined && known) {
        reject(
          'unknown-context',
          `there is no context ${quoted(contextId)}; add it to the contexts or leave the row out`,
        );
        return;
      }
      const w = weightOf(weightText, row.hasColumn(2));
      if (typeof w === 'object') {
        reject(w.code, w.message);
        return;
      }
      if (c === undefined) {
        contexts.rows.set(contextId, (c = contexts.ids.length));
        contexts.ids.push(contextId);
        contexts.titles.push(contextId);
      }
      weighted ||= row.hasColumn(2);
      timed ||= timestamp !== '';
      item.push(i);
      context.push(c);
      weight.push(w);
      line.push(row.line);
    },
    options,
  );
  if (rows === 0) throw new FileProblem('empty-file', 'the file has no edges');
  if (timed) {
    problems.note(file.name, null, 'timestamps-unused', 'the column "timestamp" is not used by this version');
  }
  const all = { item: item.whole(), context: context.whole(), weight: weighted ? weight.whole() : null };
  return {
    edges: mergeEdges(file.name, all, line.whole(), items.ids.length, contexts.ids.length, problems),
    contexts: { ids: contexts.ids, titles: contexts.titles, extra: known?.extra },
  };
}
