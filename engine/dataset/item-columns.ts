/** The columns of the items that Pinwise does not know: kept as they came, in an object for each item. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from './dataset.ts';
import { files } from './dataset-files.ts';
import { datasetFolder } from './list-datasets.ts';
import { readStringColumn } from './string-column.ts';

/** Names that a column of categories goes by, the likeliest first. */
export const CATEGORY_COLUMNS = ['category', 'group', 'categories', 'class', 'genre', 'type', 'topic'];
/** Columns that say what an item is, for people. */
const WORDS = ['description', 'keywords', 'tags', 'subgroup', 'subcategory', ...CATEGORY_COLUMNS];
const LONGEST = 300;

export interface ItemColumns {
  /** Null where no column is one of categories and items have no single label either. */
  category: ((row: number) => string | null) | null;
  /** What is known of the item in words besides its title; undefined without any. */
  words(row: number): string | undefined;
}

const known = new WeakMap<Dataset, ItemColumns>();

export function itemColumns(home: string, dataset: Dataset): ItemColumns {
  const found = known.get(dataset) ?? read(home, dataset);
  known.set(dataset, found);
  return found;
}

function read(home: string, dataset: Dataset): ItemColumns {
  const { manifest, items } = dataset;
  const path = join(datasetFolder(home, manifest.name), files.itemExtra);
  const column = existsSync(`${path}.txt`) ? readStringColumn(path, items.count) : null;
  const cells = (row: number): Record<string, string> =>
    column ? (JSON.parse(column.at(row)) as Record<string, string>) : {};
  // Every item has the same columns.
  const names = Object.keys(items.count > 0 ? cells(0) : {});
  const named = (wanted: string): string | undefined =>
    names.find((name) => name.trim().toLowerCase() === wanted);
  const ofCategory = CATEGORY_COLUMNS.map(named).find((name) => name !== undefined);
  const told = WORDS.flatMap((wanted) => named(wanted) ?? []);
  return {
    category: ofCategory === undefined ? byLabel(dataset) : (row) => cells(row)[ofCategory] || null,
    words(row) {
      const text =
        items.text(row) ?? [...new Set(told.flatMap((name) => cells(row)[name] || []))].join(' · ');
      if (text === '' || text === items.title(row)) return undefined;
      return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
    },
  };
}

function byLabel({ labels }: Dataset): ItemColumns['category'] {
  if (!labels || labels.multi) return null;
  const { indptr, indices, classes } = labels;
  return (row) => (indptr[row] === indptr[row + 1] ? null : classes[indices[indptr[row]]]);
}
