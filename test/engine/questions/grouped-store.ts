/** A home with the data set `grouped` and three runs on it that are made in no time. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../../../evaluations/random.ts';
import { streamOf } from '../../../engine/dataset/row-stream.ts';
import { storeDataset } from '../../../engine/dataset/store-dataset.ts';
import { startBackend } from '../backend/start-backend.ts';
import { created, finishedRun } from '../runs/small-store.ts';

export const ITEMS = 240;
const GROUPS = 12;
const DIMS = 6;
export const groupOf = (row: number): number => row % GROUPS;

/**
 * 240 items in 12 groups, each with two contexts of its own; pairs within the groups. Rows under 120 are queries of
 * the test pairs, the others of the train pairs. Features tell the groups apart, though not well.
 */
export async function groupedStore(
  extra: 'group' | 'one' | 'none' = 'group',
): Promise<{ home: string; visual: string; text: string; walk: string }> {
  await startBackend();
  const home = mkdtempSync(join(tmpdir(), 'pinwise-questions-'));
  const rng = random(1, 'grouped-store');
  const rows = [...new Array<undefined>(ITEMS).keys()];
  const edges = rows.flatMap((row) =>
    [0, 1].filter(() => rng.next() < 0.8).map((half) => ({ row, context: 2 * groupOf(row) + half })),
  );
  const pairsOf = (from: number, until: number) => {
    const query = rows.slice(from, until).flatMap((row) => [row, row]);
    const item = query.map((row, i) => (row + GROUPS * (1 + (i % 2) + rng.below(3))) % ITEMS);
    return { query: Uint32Array.from(query), item: Uint32Array.from(item) };
  };
  const data = new Float32Array(ITEMS * DIMS);
  for (const row of rows) {
    for (let dim = 0; dim < 3; dim++) {
      data[row * DIMS + dim] = rng.normal() + 2 * Math.cos(groupOf(row) * (1 + dim));
      // Much like the other block, so that the runs often answer the same.
      data[row * DIMS + 3 + dim] = data[row * DIMS + dim] + 0.15 * rng.normal();
    }
  }
  await storeDataset(
    home,
    {
      ...{ name: 'grouped', source: 'test', title: 'Grouped', credit: null },
      items: {
        ids: rows.map((row) => `i${row}`),
        titles: rows.map((row) => `Item ${row}`),
        texts: rows.map((row) => (row % 2 ? `text of ${row}` : null)),
        ...(extra === 'none'
          ? {}
          : {
              extra: rows.map((row): Record<string, string> =>
                extra === 'one' ? { type: 'thing' } : { Group: `g${groupOf(row)}` },
              ),
            }),
      },
      contexts: {
        ids: Array.from({ length: 2 * GROUPS }, (_, c) => `c${c}`),
        titles: Array.from({ length: 2 * GROUPS }, (_, c) => `Context ${c}`),
      },
      edges: {
        item: Uint32Array.from(edges, ({ row }) => row),
        context: Uint32Array.from(edges, ({ context }) => context),
        weight: null,
      },
      pairs: { train: pairsOf(120, 240), tune: pairsOf(110, 120), test: pairsOf(0, 120) },
      picture: () => null,
      ...{ pictures: 0, givenFeatures: null, warnings: [], skipped: 0 },
    },
    {
      ...streamOf(ITEMS, DIMS, data),
      blocks: [
        { name: 'visual', start: 0, dims: 3 },
        { name: 'text', start: 3, dims: 3 },
      ],
    },
    created,
  );
  const run = (preset: string): Promise<string> => finishedRun(home, preset, 0, 'grouped');
  return { home, visual: await run('visual'), text: await run('annotation'), walk: await run('random-walk') };
}
