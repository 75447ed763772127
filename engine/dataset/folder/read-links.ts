/**
 * A plain graph (GraphSAGE's kind of data) as a bipartite one: each link is a context of its two items. A walk from an
 * item then goes to a neighbour or back, each with probability 1/2, so visits are those of a walk on the plain graph.
 */
import type { Problems } from '../problems.ts';
import { FileProblem } from '../problems.ts';
import type { ReadOptions } from '../tables/byte-source.ts';
import { quoted } from '../tables/columns.ts';
import type { TableFile } from '../tables/find-table.ts';
import { growing } from '../tables/growing.ts';
import { readTable } from '../tables/read-table.ts';
import type { EdgesRead } from './read-edges.ts';
import type { NamedRows } from './read-items.ts';
import { weightOf } from './weight-of.ts';

/** @throws FileProblem `empty-file` and those of the table */
export async function readLinks(
  file: TableFile,
  items: NamedRows,
  problems: Problems,
  options: ReadOptions,
): Promise<EdgesRead> {
  const [item, context] = [growing(Uint32Array), growing(Uint32Array)];
  const weight = growing(Float32Array);
  const contexts: EdgesRead['contexts'] = { ids: [], titles: [] };
  const seen = new Map<number, number>();
  let weighted = false;
  let repeated = 0;
  let loops = 0;
  const rows = await readTable(
    file,
    { required: ['source', 'target'], optional: ['weight'] },
    problems,
    (row) => {
      const [source, target, weightText] = row.cells;
      const reject = (code: string, message: string): void =>
        problems.reject(file.name, row.line, code, message);
      const [a, b] = [items.rows.get(source), items.rows.get(target)];
      const w = weightOf(weightText, row.hasColumn(2));
      if (a === undefined || b === undefined) {
        const id = quoted(a === undefined ? source : target);
        reject('unknown-item', `there is no item ${id}; add it to the items or leave the row out`);
      } else if (typeof w === 'object') reject(w.code, w.message);
      else if (a === b) loops++;
      else {
        const key = Math.min(a, b) * items.ids.length + Math.max(a, b);
        if (seen.has(key)) {
          repeated++;
          return;
        }
        seen.set(key, row.line);
        weighted ||= row.hasColumn(2);
        for (const end of [a, b]) {
          item.push(end);
          context.push(contexts.ids.length);
          weight.push(w);
        }
        contexts.ids.push(`link-${row.line}`);
        contexts.titles.push(`${items.titles[a] || source} – ${items.titles[b] || target}`);
      }
    },
    options,
  );
  if (rows === 0) throw new FileProblem('empty-file', 'the file has no links');
  problems.note(
    file.name,
    null,
    'links-as-contexts',
    `a plain graph: each of its ${contexts.ids.length} links is a context of two items`,
  );
  problems.skipped += repeated + loops;
  if (repeated > 0) {
    problems.note(
      file.name,
      null,
      'duplicate-link',
      `${repeated} rows repeat an earlier link; each counts once`,
    );
  }
  if (loops > 0) {
    problems.note(file.name, null, 'self-link', `${loops} rows link an item to itself; they are left out`);
  }
  return {
    edges: { item: item.whole(), context: context.whole(), weight: weighted ? weight.whole() : null },
    contexts,
    plain: true,
  };
}
