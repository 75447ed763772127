/** The shell's own actions, their keys, and the platform's menu. */
import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import { useActions, useActionsStore } from '../stores/actions.ts';
import { useDatasetsStore } from '../stores/datasets.ts';
import { useJobsStore } from '../stores/jobs.ts';
import { useNoticesStore } from '../stores/notices.ts';
import { useSettingsStore } from '../stores/settings.ts';
import { studio } from '../studio-client.ts';
import { stages } from '../stages.ts';
import { modifier } from './platform-keys.ts';

export function useShellActions(options: { show(what: 'palette' | 'settings'): void }): void {
  const router = useRouter();
  const datasets = useDatasetsStore();
  const jobs = useJobsStore();
  const notices = useNoticesStore();
  const settings = useSettingsStore();
  const store = useActionsStore();

  const attempt = (work: () => Promise<unknown>) => async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      notices.sayError(error);
    }
  };

  const actions = [
    ...stages.map((stage) => ({
      id: `go-${stage.name}`,
      title: `Go to ${stage.title}`,
      run: () => router.push({ name: stage.name }),
    })),
    {
      id: 'new-model',
      title: 'New model',
      also: 'train run',
      keys: `${modifier}+N`,
      run: () => router.push({ name: 'new-model' }),
    },
    {
      id: 'new-study',
      title: 'New study',
      also: 'draft design raters questions',
      run: () => router.push({ name: 'study', params: { study: 'new' } }),
    },
    {
      id: 'ablation',
      title: 'All methods on one data set',
      also: 'ablation ladder table 1 presets methods seeds',
      run: () => router.push({ name: 'ablation' }),
    },
    {
      id: 'import-folder',
      title: 'Import a folder',
      also: 'open data set csv parquet',
      run: attempt(async () => {
        const job = await datasets.importFolder();
        if (job) jobs.put(job);
      }),
    },
    {
      id: 'import-demo',
      title: 'Import the demo',
      also: 'emoji data set',
      run: attempt(async () => jobs.put(await datasets.importDemo('demo'))),
    },
    {
      id: 'import-demo-dense',
      title: 'Import the demo with dense boards',
      also: 'emoji data set',
      run: attempt(async () => jobs.put(await datasets.importDemo('demo-dense'))),
    },
    {
      id: 'theme-light',
      title: 'Light theme',
      also: 'appearance',
      run: () => settings.change({ theme: 'light' }),
    },
    {
      id: 'theme-dark',
      title: 'Dark theme',
      also: 'appearance',
      run: () => settings.change({ theme: 'dark' }),
    },
    {
      id: 'theme-system',
      title: 'Theme of the system',
      also: 'appearance',
      run: () => settings.change({ theme: 'system' }),
    },
    { id: 'settings', title: 'Settings', keys: `${modifier}+,`, run: () => options.show('settings') },
    { id: 'palette', title: 'Palette', keys: `${modifier}+K`, run: () => options.show('palette') },
  ];
  useActions(actions);

  const keys: Record<string, string> = { k: 'palette', ',': 'settings', n: 'new-model' };
  const onKey = (event: KeyboardEvent): void => {
    const id = keys[event.key.toLowerCase()];
    if (!id || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    store.run(id);
  };
  window.addEventListener('keydown', onKey);
  onScopeDispose(() => window.removeEventListener('keydown', onKey));
  onScopeDispose(studio.on('menu.command', (id) => store.run(id)));
}
