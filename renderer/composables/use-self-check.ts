/** Asks the engine what a draft's design can see; an answer belongs to the design that it was asked for. */
import { computed, onScopeDispose, shallowRef } from 'vue';
import type { SelfcheckWanted, Selfcheck } from '../../engine/contract/study-answers.ts';
import { engine } from '../engine-client.ts';

/** What an answer depends on. */
export type CheckedDesign = Pick<
  SelfcheckWanted,
  'run' | 'trial' | 'k' | 'questions' | 'judgements' | 'consensus' | 'seed'
>;

export function useSelfCheck(design: () => CheckedDesign | null) {
  const answer = shallowRef<{ for: string; result: Selfcheck } | null>(null);
  const error = shallowRef<unknown>(null);
  const asking = shallowRef<AbortController | null>(null);

  const key = computed(() => JSON.stringify(design()));
  /** What came of it, and whether the design has changed since. */
  const result = computed(() => answer.value?.result ?? null);
  const stale = computed(() => answer.value !== null && answer.value.for !== key.value);

  async function start(): Promise<void> {
    const wanted = design();
    if (!wanted || asking.value) return;
    const controller = new AbortController();
    asking.value = controller;
    error.value = null;
    const asked = key.value;
    try {
      const found = await engine.call('studies.selfcheck', wanted, { signal: controller.signal });
      if (!controller.signal.aborted) answer.value = { for: asked, result: found };
    } catch (reason) {
      if (!controller.signal.aborted) error.value = reason;
    } finally {
      if (asking.value === controller) asking.value = null;
    }
  }
  function cancel(): void {
    asking.value?.abort();
    asking.value = null;
  }
  onScopeDispose(cancel);

  return { result, stale, error, running: computed(() => asking.value !== null), start, cancel };
}
