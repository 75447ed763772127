import type { DatasetManifest, DatasetSummary } from '../contract/datasets.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { datasetDetail, datasetSummary, itemCard } from '../dataset/describe.ts';
import { listDatasets, removeDataset } from '../dataset/list-datasets.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { listRuns } from '../runs/list-runs.ts';
import type { AnswerContext, Answers } from './context.ts';
import { itemDetail } from './item-detail.ts';
import { searchItems } from './search-items.ts';

type Names = 'datasets.list' | 'datasets.show' | 'datasets.remove' | 'datasets.items' | 'datasets.item';

export function datasetAnswers({ home, changed }: AnswerContext): Answers<Names> {
  /** By name; a stored data set never changes, but another may come under the same name. */
  const summaries = new Map<string, DatasetSummary>();

  function summaryOf({ name, fingerprint, importedAt }: DatasetManifest): DatasetSummary[] {
    const known = summaries.get(name);
    if (known?.fingerprint === fingerprint && known.importedAt === importedAt) return [known];
    try {
      const summary = datasetSummary(openDataset(home, name));
      summaries.set(name, summary);
      return [summary];
    } catch {
      // Damaged, or removed this moment: the others still have to show. Opening it says what is wrong.
      return [];
    }
  }

  return {
    'datasets.list': () => listDatasets(home).flatMap(summaryOf),
    'datasets.show': ({ name }) => datasetDetail(openDataset(home, name)),
    'datasets.remove': ({ name }) => {
      const user = listRuns(home).find((run) => run.dataset === name && run.state === 'running');
      if (user) {
        throw new PinwiseError('dataset-busy', `run ${user.name} is learning from ${name}; cancel it first`);
      }
      removeDataset(home, name);
      changed.datasets();
      // Its runs can no longer answer.
      changed.runs();
      return {};
    },
    'datasets.items': async ({ name, search, rows, offset, limit }, { signal }) => {
      const dataset = openDataset(home, name);
      const found = await searchItems(dataset, search, rows, signal);
      const page = found.slice(offset, offset + limit);
      return { total: found.length, items: page.map((row) => itemCard(dataset, row)) };
    },
    'datasets.item': ({ name, row }) => itemDetail(openDataset(home, name), row),
  };
}
