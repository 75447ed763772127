/** What a newcomer does next, told in place: one step at a time, derived from what is there. */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { RunSummary } from '../../engine/contract/runs.ts';
import { useDatasetsStore } from './datasets.ts';
import { useRunsStore } from './runs.ts';
import { useSelectionStore } from './selection.ts';
import { useSettingsStore } from './settings.ts';
import { useStudiesStore } from './studies.ts';

export interface JourneyStep {
  number: number;
  of: number;
  text: string;
  action: string;
  to: Page;
}

interface Page {
  name: string;
  params?: Record<string, string>;
}

const steps = 4;
/** What was done once, by the name under which it is remembered. */
export const done = { compared: 'compared', read: 'verdict-read' } as const;

export const useJourneyStore = defineStore('journey', () => {
  const settings = useSettingsStore();
  const datasets = useDatasetsStore();
  const runs = useRunsStore();
  const selection = useSelectionStore();
  const studies = useStudiesStore();

  const next = computed<JourneyStep | null>(() => {
    if (settings.settings.welcomed || !datasets.all?.length || !runs.all || !studies.all) return null;
    const ready = selection.candidates.length;
    if (ready === 0) return firstModel();
    if (ready === 1) {
      const running = begun().find(({ state }) => state === 'running');
      if (running)
        return step(
          1,
          'Your second model is learning. Then compare the two.',
          'Watch it',
          page(running.name),
        );
      return step(1, 'A comparison needs two. Train a second model, for instance Visual.', 'Train another', {
        name: 'new-model',
      });
    }
    const judged = studies.all.find(({ judgements }) => judgements > 0);
    if (judged) {
      if (settings.remembered(done.read, false)) return null;
      return step(4, 'There are answers. Read what they say, and how sure it is.', 'See the verdict', {
        name: 'verdict',
        params: { study: judged.name },
      });
    }
    const open = studies.all.find(({ state }) => state === 'open');
    if (open) {
      return step(3, 'The study is open. Rate its questions: a few keys are all you need.', 'Rate', {
        name: 'study',
        params: { study: open.name },
      });
    }
    // Whoever has a study is past comparing, on this machine or elsewhere.
    if (studies.all.length === 0 && !settings.remembered(done.compared, false)) {
      return step(2, 'Two models are ready. See what they answer to the same query.', 'Compare them', {
        name: 'compare',
      });
    }
    return step(3, 'Which answers are better? Let people say it, blind.', 'Make a study', {
      name: 'study',
      params: { study: 'new' },
    });
  });

  /** Runs on the data set that one looks at. */
  const begun = (): RunSummary[] => runs.all!.filter(({ dataset }) => dataset === selection.dataset);
  const page = (run: string): Page => ({ name: 'run', params: { run } });

  function firstModel(): JourneyStep {
    const running = begun().find(({ state }) => state === 'running');
    if (running) {
      const text = 'Your first model is learning. Watch its neighbours improve.';
      return step(1, text, 'Watch it', page(running.name));
    }
    const newest = begun()[0];
    return newest
      ? step(1, 'Your first model is not finished. Look at it, and go on.', 'Look at it', page(newest.name))
      : step(1, 'The data is here. Train a first model: PinSage.', 'Train a model', { name: 'new-model' });
  }

  const dismiss = (): void => settings.change({ welcomed: true });
  function restart(): void {
    for (const name of Object.values(done)) settings.remember(name, false);
    settings.change({ welcomed: false });
  }

  return { next, dismiss, restart };
});

const step = (number: number, text: string, action: string, to: Page): JourneyStep => ({
  ...{ number, of: steps, text, action, to },
});
