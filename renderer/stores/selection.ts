/**
 * What a person is looking at: one data set and the two models A and B. Everything else follows from it. What was
 * chosen is remembered; where nothing (or something that is gone) was chosen, the newest is taken.
 */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { RunSummary } from '../../engine/contract/runs.ts';
import { useDatasetsStore } from './datasets.ts';
import { useRunsStore } from './runs.ts';
import { useSettingsStore } from './settings.ts';

type Chosen = { dataset: string | null; a: string | null; b: string | null };

export const useSelectionStore = defineStore('selection', () => {
  const settings = useSettingsStore();
  const datasets = useDatasetsStore();
  const runs = useRunsStore();

  const chosen = computed(() =>
    settings.remembered<Chosen>('selection', { dataset: null, a: null, b: null }),
  );
  const choose = (part: Partial<Chosen>): void =>
    settings.remember('selection', { ...chosen.value, ...part });

  const dataset = computed<string | null>(() => {
    const wanted = chosen.value.dataset;
    if (wanted && datasets.named(wanted)) return wanted;
    return newest(datasets.all ?? [], (one) => one.importedAt)?.name ?? null;
  });

  /** Runs of the data set that can answer; a and b are two of them. */
  const candidates = computed<RunSummary[]>(() => (dataset.value ? runs.answering(dataset.value) : []));
  const a = computed<string | null>(() => {
    const wanted = candidates.value.find((run) => run.name === chosen.value.a);
    return (wanted ?? candidates.value.find((run) => run.name !== chosen.value.b))?.name ?? null;
  });
  const b = computed<string | null>(() => {
    const others = candidates.value.filter((run) => run.name !== a.value);
    return (others.find((run) => run.name === chosen.value.b) ?? others[0])?.name ?? null;
  });

  /** Taking the other arm's run swaps the two. */
  function setArm(arm: 'a' | 'b', run: string): void {
    const other = arm === 'a' ? b.value : a.value;
    const present = arm === 'a' ? a.value : b.value;
    const moved = run === other ? present : other;
    choose(arm === 'a' ? { a: run, b: moved } : { a: moved, b: run });
  }
  const choosePair = (first: string, second: string): void => choose({ a: first, b: second });
  const swap = (): void => choose({ a: b.value, b: a.value });
  const setDataset = (name: string): void => choose({ dataset: name, a: null, b: null });

  return { dataset, a, b, candidates, setDataset, setArm, choosePair, swap };
});

const newest = <T>(all: T[], when: (one: T) => string): T | undefined =>
  all.reduce<T | undefined>((best, one) => (best && when(best) >= when(one) ? best : one), undefined);
