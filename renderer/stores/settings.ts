/** Settings that survive a restart; per view whatever it wants to find again. Written at most twice a second. */
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Settings } from '../../electron/contract/studio.ts';
import { studio } from '../studio-client.ts';
import type { Mode } from '../theme/apply-theme.ts';
import { useNoticesStore } from './notices.ts';

const writeDelayMs = 500;

export const useSettingsStore = defineStore('settings', () => {
  const notices = useNoticesStore();
  const settings = ref<Settings>({ version: 1, theme: 'system', welcomed: false, raterName: '', views: {} });
  const systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  const systemMode = shallowRef<Mode>(systemDark.matches ? 'dark' : 'light');
  systemDark.addEventListener('change', (event) => (systemMode.value = event.matches ? 'dark' : 'light'));

  const mode = computed<Mode>(() =>
    settings.value.theme === 'system' ? systemMode.value : settings.value.theme,
  );

  let timer: ReturnType<typeof setTimeout> | undefined;
  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const { theme, welcomed, raterName, views } = settings.value;
    try {
      await studio.invoke('settings.write', { theme, welcomed, raterName, views });
    } catch (error) {
      notices.sayError(error);
    }
  }
  function writeSoon(): void {
    timer ??= setTimeout(() => void write(), writeDelayMs);
  }

  async function load(): Promise<void> {
    settings.value = await studio.invoke('settings.read', {});
    window.addEventListener('pagehide', () => timer && void write());
  }

  function change(part: Partial<Omit<Settings, 'version' | 'views'>>): void {
    Object.assign(settings.value, part);
    writeSoon();
  }

  /** What a view remembered under `key`, or `otherwise`. */
  function remembered<T>(key: string, otherwise: T): T {
    return (settings.value.views[key] as T | undefined) ?? otherwise;
  }
  function remember(key: string, value: unknown): void {
    settings.value.views[key] = value;
    writeSoon();
  }

  return { settings, mode, load, change, remembered, remember };
});
