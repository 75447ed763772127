/** The data sets of this machine, kept up to date; `null` until the engine has told. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { DatasetSummary } from '../../engine/contract/datasets.ts';
import type { Job } from '../../engine/contract/jobs.ts';
import { engine } from '../engine-client.ts';
import { studio } from '../studio-client.ts';
import { useRemovalsStore } from './removals.ts';

export const useDatasetsStore = defineStore('datasets', () => {
  const removals = useRemovalsStore();
  const stored = shallowRef<DatasetSummary[] | null>(null);
  const all = computed(() => removals.visible('dataset', stored.value));
  const error = shallowRef<unknown>(null);

  async function refresh(): Promise<void> {
    try {
      stored.value = await engine.call('datasets.list', {});
      error.value = null;
    } catch (reason) {
      error.value = reason;
    }
  }

  function start(): void {
    engine.onAttached(() => void refresh());
    engine.on('datasets.changed', () => void refresh());
  }

  const named = (name: string): DatasetSummary | undefined =>
    all.value?.find((dataset) => dataset.name === name);

  const importDemo = (source: 'demo' | 'demo-dense'): Promise<Job> =>
    engine.call('jobs.importDemo', { source });

  /** The main process asks for the folder; null when people thought better of it. */
  async function importFolder(onError: 'stop' | 'skip' = 'stop'): Promise<Job | null> {
    const answer = await studio.invoke('data.importFolder', { onError });
    return answer.cancelled ? null : answer.job;
  }

  async function remove(name: string): Promise<void> {
    await engine.call('datasets.remove', { name });
    await refresh();
  }

  return { all, error, start, refresh, named, importDemo, importFolder, remove };
});
