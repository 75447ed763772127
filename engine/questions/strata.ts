import type { Comparison } from '../../evaluations/design/question.ts';
import { categoryStrata, degreeStrata, differenceStrata } from '../../evaluations/design/query-strata.ts';
import { type SamplePlan } from '../../evaluations/design/sample-comparisons.ts';
import type { QuestionsWanted } from '../contract/questions.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { CATEGORY_COLUMNS, itemColumns } from '../dataset/item-columns.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';

/**
 * What queries are sorted by for a way of sampling; null for the uniform one.
 * @throws PinwiseError `no-categories`
 */
export function strataRule(
  home: string,
  dataset: Dataset,
  sampling: QuestionsWanted['sampling'],
): Pick<SamplePlan, 'most' | 'strataOf'> | null {
  const rows = (frame: readonly Comparison[]): number[] =>
    frame.map(({ query }) => dataset.items.find(query.id));
  if (sampling === 'degree') {
    return {
      most: 4,
      strataOf: (frame, most) => {
        const degrees = rows(frame).map((row) => itemDegree(dataset.graph, row));
        return { of: degreeStrata(degrees, most) };
      },
    };
  }
  if (sampling === 'category') {
    const { category } = itemColumns(home, dataset);
    if (!category) throw noCategories(dataset.manifest.name);
    return { most: 12, strataOf: (frame, most) => ({ of: categoryStrata(rows(frame).map(category), most) }) };
  }
  if (sampling === 'disagreement') {
    return {
      most: 4,
      strataOf: (frame, most) => {
        const ids = frame.map(({ a, b }) => ({ a: a.map(({ id }) => id), b: b.map(({ id }) => id) }));
        const { strata, pull } = differenceStrata(ids, most);
        return { of: strata, pull };
      },
    };
  }
  return null;
}

const noCategories = (dataset: string): PinwiseError =>
  new PinwiseError(
    'no-categories',
    `data set ${dataset} does not say what category an item is of: import it again with such a column in its items ` +
      `(${CATEGORY_COLUMNS.slice(0, 2).join(' or ')}), or sample by degree`,
  );
