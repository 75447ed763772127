/** How the engine is, and the port to it: asks for one at the start, takes each new one, says what goes on. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { enginePortMessage } from '../../electron/contract/bridge.ts';
import type { EngineState } from '../../electron/contract/studio.ts';
import type { PeopleMethods } from '../../engine/contract/engine.ts';
import type { Result } from '../../engine/contract/rpc.ts';
import { engine } from '../engine-client.ts';
import { studio } from '../studio-client.ts';
import { useNoticesStore } from './notices.ts';

export const useEngineStore = defineStore('engine', () => {
  const notices = useNoticesStore();
  const status = shallowRef<EngineState>({ state: 'starting', reason: null, restarts: 0 });
  const backend = shallowRef<Result<PeopleMethods, 'backend.report'> | null>(null);

  const words = computed(() => {
    const because = status.value.reason ? ` (${status.value.reason})` : '';
    return {
      starting: 'Engine is starting',
      ready: 'Engine is ready',
      restarting: `Engine is being started again${because}`,
      failed: `Engine could not be started${because}`,
    }[status.value.state];
  });

  function apply(next: EngineState): void {
    status.value = next;
    if (next.state === 'restarting') engine.detach();
    if (next.state === 'failed') engine.giveUp(next.reason ?? 'the engine could not be started');
  }

  async function askBackend(): Promise<void> {
    try {
      backend.value = await engine.call('backend.report', {});
    } catch (error) {
      backend.value = null;
      notices.sayUnlessEngineFailed(error);
    }
  }

  async function start(): Promise<void> {
    window.addEventListener('message', (event: MessageEvent) => {
      const isPort = (event.data as { type?: unknown } | null)?.type === enginePortMessage;
      if (event.source === window && isPort && event.ports[0]) engine.attach(event.ports[0]);
    });
    studio.on('engine.changed', apply);
    engine.onAttached(() => void askBackend());
    apply(await studio.invoke('engine.state', {}));
    await studio.invoke('engine.connect', {});
  }

  return { status, words, backend, start };
});
