/** Before the first paint: settings are read (theme, last view), then the engine is asked for and all stores listen. */
import { router } from './router.ts';
import { useDatasetsStore } from './stores/datasets.ts';
import { useEngineStore } from './stores/engine.ts';
import { useJobsStore } from './stores/jobs.ts';
import { useRunsStore } from './stores/runs.ts';
import { useSettingsStore } from './stores/settings.ts';
import { useStudiesStore } from './stores/studies.ts';
import type { Mode } from './theme/apply-theme.ts';

export async function startStudio(): Promise<Mode> {
  const settings = useSettingsStore();
  await settings.load();
  useDatasetsStore().start();
  useRunsStore().start();
  useJobsStore().start();
  useStudiesStore().start();
  void useEngineStore().start();
  await router.replace(settings.remembered('route', '/data'));
  router.afterEach((to) => settings.remember('route', to.fullPath));
  return settings.mode;
}
