/** The runs and presets of this machine, kept up to date; `null` until the engine has told. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Job } from '../../engine/contract/jobs.ts';
import type { Preset, RunConfig, RunSummary } from '../../engine/contract/runs.ts';
import { engine } from '../engine-client.ts';
import { studio } from '../studio-client.ts';
import { useRemovalsStore } from './removals.ts';

export const useRunsStore = defineStore('runs', () => {
  const removals = useRemovalsStore();
  const stored = shallowRef<RunSummary[] | null>(null);
  const all = computed(() => removals.visible('run', stored.value));
  const presets = shallowRef<Preset[] | null>(null);
  const error = shallowRef<unknown>(null);

  async function refresh(): Promise<void> {
    try {
      stored.value = await engine.call('runs.list', {});
      presets.value ??= await engine.call('presets.list', {});
      error.value = null;
    } catch (reason) {
      error.value = reason;
    }
  }

  function start(): void {
    engine.onAttached(() => void refresh());
    engine.on('runs.changed', () => void refresh());
  }

  const named = (name: string): RunSummary | undefined => all.value?.find((run) => run.name === name);
  const preset = (name: string): Preset | undefined => presets.value?.find((one) => one.name === name);
  /** Runs that can answer queries, newest first. */
  const answering = (dataset: string): RunSummary[] =>
    (all.value ?? [])
      .filter((run) => run.dataset === dataset && run.state === 'finished' && !run.dataMissing)
      .sort((x, y) => y.createdAt.localeCompare(x.createdAt));

  const train = (request: {
    dataset: string;
    preset: string;
    config: RunConfig;
    seed: number;
  }): Promise<Job> => engine.call('jobs.train', request);
  const resume = (run: string): Promise<Job> => engine.call('jobs.resume', { run });

  async function remove(name: string): Promise<void> {
    await engine.call('runs.remove', { name });
    await refresh();
  }

  /** Name of the folder written, for people; null when they thought better of it. */
  async function exportRun(name: string): Promise<string | null> {
    const answer = await studio.invoke('runs.export', { name });
    return answer.cancelled ? null : answer.where;
  }

  return { all, presets, error, start, refresh, named, preset, answering, train, resume, remove, exportRun };
});
