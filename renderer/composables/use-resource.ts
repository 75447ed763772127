/** Something asked of the engine under a key: asked again when the key changes; an answer that came too late is dropped. */
import { onScopeDispose, reactive, shallowRef, watch } from 'vue';

export function useResource<K, T>(key: () => K | null, ask: (key: K, signal: AbortSignal) => Promise<T>) {
  const value = shallowRef<T | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = shallowRef(false);
  let controller = new AbortController();

  async function reload(): Promise<void> {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    const present = key();
    error.value = null;
    loading.value = present !== null;
    if (present === null) return;
    try {
      const answer = await ask(present, signal);
      if (!signal.aborted) value.value = answer;
    } catch (reason) {
      if (!signal.aborted) error.value = reason;
    } finally {
      if (!signal.aborted) loading.value = false;
    }
  }

  watch(
    key,
    () => {
      value.value = null;
      void reload();
    },
    { immediate: true },
  );
  onScopeDispose(() => controller.abort());
  return reactive({ value, error, loading, reload });
}
