import type { StudyItem } from '../../evaluations/design/question.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemCard } from '../dataset/describe.ts';
import { itemColumns } from '../dataset/item-columns.ts';

/** An item as raters see it: nothing in it says where it came from. */
export function studyItem(home: string, dataset: Dataset, row: number): StudyItem {
  const { id, title, picture } = itemCard(dataset, row);
  const text = itemColumns(home, dataset).words(row);
  return { id, title, picture, ...(text === undefined ? {} : { text }) };
}
