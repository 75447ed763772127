/** A page about one data set: the bar above names the same one, and choosing another there opens that one's page. */
import { watch } from 'vue';
import { useRouter } from 'vue-router';
import { useDatasetsStore } from '../stores/datasets.ts';
import { useSelectionStore } from '../stores/selection.ts';

export function usePageDataset(shown: () => string): void {
  const router = useRouter();
  const datasets = useDatasetsStore();
  const selection = useSelectionStore();
  // An import that is under way has no data set yet.
  watch(
    () => datasets.named(shown())?.name,
    (name) => {
      if (name !== undefined && name !== selection.dataset) selection.setDataset(name);
    },
    { immediate: true },
  );
  watch(
    () => selection.dataset,
    (chosen) => {
      if (chosen === null || chosen === shown() || !datasets.named(shown())) return;
      void router.push({ name: 'dataset', params: { dataset: chosen } });
    },
  );
}
