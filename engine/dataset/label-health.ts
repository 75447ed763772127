/** "What will hurt training" on classes: items without one, splits without items, classes that nobody can learn. */
import type { DatasetDetail } from '../contract/datasets.ts';
import { nodeSplits } from './dataset.ts';
import type { Dataset } from './dataset.ts';

type Note = DatasetDetail['health'][number];

const rowsTold = 200;

export function labelNotes({ manifest, labels, nodeSplit, items }: Dataset): Note[] {
  if (!labels || !manifest.labels) return [];
  const notes: Note[] = [];
  const add = (code: string, severity: Note['severity'], message: string, rows: number[] = []): void => {
    notes.push({ code, severity, message, rows: rows.slice(0, rowsTold) });
  };
  const bare: number[] = [];
  const learned = new Set<number>();
  for (let item = 0; item < items.count; item++) {
    const of = labels.indices.subarray(labels.indptr[item], labels.indptr[item + 1]);
    if (of.length === 0) bare.push(item);
    if (nodeSplit?.[item] === nodeSplits.train) of.forEach((label) => learned.add(label));
  }
  if (bare.length > 0) {
    const what = bare.length === 1 ? '1 item has no label' : `${bare.length} items have no label`;
    add('unlabelled-items', 'info', `${what}: training and measuring on labels leave them out.`, bare);
  }
  const { train, tune, test } = manifest.nodeSplit ?? { train: 0, tune: 0, test: 0 };
  if (train === 0) {
    const cure = 'name some in a split file to train on labels';
    add('no-train-labels', 'warn', `No labelled item is in the train split; ${cure}.`);
    return notes;
  }
  const missing = labels.classes.filter((_, label) => !learned.has(label));
  if (missing.length > 0) {
    const names = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ', …' : '');
    add('unseen-classes', 'warn', `Labels that no train item has, so nothing can learn them: ${names}.`);
  }
  if (tune === 0) add('no-tune-labels', 'warn', 'No labelled tune items: the best epoch cannot be told.');
  if (test === 0) add('no-test-labels', 'warn', 'No labelled test items: accuracy cannot be measured.');
  return notes;
}
