/** "What will hurt training", in plain sentences with the items concerned. */
import type { DatasetDetail } from '../contract/datasets.ts';
import type { Dataset } from './dataset.ts';
import { labelNotes } from './label-health.ts';

type Note = DatasetDetail['health'][number];

/** A context that holds this share of the items says nothing about their likeness. */
const giantShare = 0.1;
const giantAtLeast = 100;
const fewPairs = 200;
const rowsTold = 200;

export function healthNotes(dataset: Dataset): Note[] {
  return [
    isolated,
    giants,
    lonelyContexts,
    missingPictures,
    missingTitles,
    sameTitles,
    pairs,
    labelNotes,
  ].flatMap((look) => look(dataset) ?? []);
}

function isolated({ graph, items, manifest }: Dataset): Note | null {
  const rows = where(items.count, (row) => graph.itemIndptr[row + 1] === graph.itemIndptr[row]);
  const share = rows.length / items.count;
  const what = manifest.plain ? 'linked to none' : 'in no context';
  return note('isolated-items', share > 0.05 ? 'warn' : 'info', rows, (n) =>
    n === 1
      ? `1 item is ${what}: it has no neighbours and is embedded from its features alone.`
      : `${n} items (${percent(share)}) are ${what}: they have no neighbours and are embedded from their features alone.`,
  );
}

function giants({ graph, contexts }: Dataset): Note | null {
  const size = (context: number): number => graph.contextIndptr[context + 1] - graph.contextIndptr[context];
  const limit = Math.max(giantAtLeast, giantShare * graph.items);
  const found = where(contexts.count, (context) => size(context) >= limit).sort((a, b) => size(b) - size(a));
  if (found.length === 0) return null;
  const [largest] = found;
  const inIt = graph.contextIndices.subarray(graph.contextIndptr[largest], graph.contextIndptr[largest + 1]);
  return note('giant-contexts', 'warn', [...inIt.subarray(0, rowsTold)], () => {
    const what = `"${contexts.title(largest)}" with ${size(largest)} items`;
    return found.length === 1
      ? `One context is very large, ${what}: walks through it make unlike items neighbours.`
      : `${found.length} contexts are very large (the largest is ${what}): walks through them make unlike items neighbours.`;
  });
}

function lonelyContexts({ graph, contexts }: Dataset): Note | null {
  const lonely = where(contexts.count, (c) => graph.contextIndptr[c + 1] - graph.contextIndptr[c] === 1);
  if (lonely.length === 0) return null;
  const rows = lonely.slice(0, rowsTold).map((context) => graph.contextIndices[graph.contextIndptr[context]]);
  return {
    code: 'lonely-contexts',
    severity: 'info',
    message: `${lonely.length} of ${contexts.count} contexts hold a single item: they join nothing.`,
    rows: [...new Set(rows)],
  };
}

function missingPictures({ items, manifest }: Dataset): Note | null {
  if (manifest.pictures === 0) return null;
  const rows = where(items.count, (row) => !items.hasPicture(row));
  return note('items-without-picture', 'warn', rows, (n) =>
    n === 1
      ? '1 item has no picture though others have one.'
      : `${n} items have no picture though others have one.`,
  );
}

function missingTitles({ items }: Dataset): Note | null {
  const rows = where(items.count, (row) => items.title(row).trim() === '');
  if (rows.length === items.count) return null;
  return note('items-without-title', 'warn', rows, (n) =>
    n === 1
      ? '1 item has no title though others have one.'
      : `${n} items have no title though others have one.`,
  );
}

function sameTitles({ items }: Dataset): Note | null {
  const first = new Map<string, number>();
  const rows = new Set<number>();
  for (let row = 0; row < items.count; row++) {
    const title = items.title(row).trim().toLowerCase();
    const before = first.get(title);
    if (title === '') continue;
    if (before === undefined) first.set(title, row);
    else rows.add(before).add(row);
  }
  return note('same-titles', 'info', [...rows], (n) => `${n} items share their title with another item.`);
}

function pairs({ manifest }: Dataset): Note[] {
  const { train, test, tune } = manifest.pairs;
  const notes: Note[] = [];
  const add = (code: string, message: string): void => {
    notes.push({ code, severity: 'warn', message, rows: [] });
  };
  if (manifest.labels && train + tune + test === 0) {
    const message = 'No labelled pairs: models learn from labels or walks, and are measured on labels.';
    return [{ code: 'no-pairs', severity: 'info', message, rows: [] }];
  }
  if (train < fewPairs) add('few-train-pairs', `Only ${train} labelled pairs to train on.`);
  if (tune === 0) add('no-tune-pairs', 'No tune pairs: the best epoch cannot be told from the others.');
  if (test === 0) add('no-test-pairs', 'No test pairs: models cannot be compared on held-out data.');
  else if (test < fewPairs) add('few-test-pairs', `Only ${test} test pairs: expect wide intervals.`);
  return notes;
}

function note(
  code: string,
  severity: Note['severity'],
  rows: number[],
  message: (count: number) => string,
): Note | null {
  if (rows.length === 0) return null;
  return { code, severity, message: message(rows.length), rows: rows.slice(0, rowsTold) };
}

function where(count: number, holds: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (holds(row)) rows.push(row);
  return rows;
}

const percent = (share: number): string => (share < 0.01 ? 'under 1%' : `${Math.round(100 * share)}%`);
