/** What a newcomer does next, told in place: one step at a time, derived from what is there. */
import { defineStore } from 'pinia';
import { computed } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
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
  to: RouteLocationRaw;
}

export const useJourneyStore = defineStore('journey', () => {
  const settings = useSettingsStore();
  const datasets = useDatasetsStore();
  const runs = useRunsStore();
  const selection = useSelectionStore();
  const studies = useStudiesStore();

  const next = computed<JourneyStep | null>(() => {
    if (settings.settings.welcomed || !datasets.all?.length || !runs.all || !studies.all) return null;
    const running = runs.all.some((run) => run.state === 'running');
    const ready = selection.candidates.length;
    const newModel = { name: 'new-model' };
    const step = (number: number, text: string, action: string, to: RouteLocationRaw): JourneyStep => ({
      number,
      of: 4,
      text,
      action,
      to,
    });
    if (ready < 2) {
      if (ready === 0 && running) {
        return step(1, 'Your first model is learning. Watch its neighbours improve.', 'Watch it', {
          name: 'models',
        });
      }
      return ready === 0
        ? step(1, 'The data is here. Train a first model: PinSage.', 'Train a model', newModel)
        : step(
            1,
            'A comparison needs two. Train a second model, for instance Visual.',
            'Train another',
            newModel,
          );
    }
    const study = studies.all[0];
    // Whoever has a study is past comparing, on this machine or elsewhere.
    if (!study && !settings.remembered('compared', false)) {
      return step(2, 'Two models are ready. See what they answer to the same query.', 'Compare them', {
        name: 'compare',
      });
    }
    if (!study) {
      return step(3, 'Which answers are better? Let people say it, blind.', 'Make a study', {
        name: 'study',
      });
    }
    if (study.judgements === 0) {
      return step(3, 'The study is open. Rate its questions: a few keys are all you need.', 'Rate', {
        name: 'study',
      });
    }
    return step(4, 'There are answers. Read what they say, and how sure it is.', 'See the verdict', {
      name: 'verdict',
      params: { study: study.name },
    });
  });

  const dismiss = (): void => settings.change({ welcomed: true });
  function restart(): void {
    settings.remember('compared', false);
    settings.change({ welcomed: false });
  }

  return { next, dismiss, restart };
});
