/** A run as it is and as it goes on: what is on disk, then every step and epoch that the engine tells. */
import { onScopeDispose, reactive, shallowRef, watch } from 'vue';
import type { EpochRecord, Preview, RunSummary, StepRecord } from '../../engine/contract/runs.ts';
import type { EngineClient } from '../engine-client.ts';

/** A curve needs no more points than the chart has pixels; older ones are thinned to every second. */
const mostSteps = 2000;

export function useLiveRun(engine: Pick<EngineClient, 'call' | 'on' | 'onAttached'>, name: () => string) {
  const summary = shallowRef<RunSummary | null>(null);
  const steps = shallowRef<StepRecord[]>([]);
  const epochs = shallowRef<EpochRecord[]>([]);
  /** By epoch, as many as were seen. */
  const previews = shallowRef<Preview[]>([]);
  const error = shallowRef<unknown>(null);
  let controller = new AbortController();

  async function reload(): Promise<void> {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      const detail = await engine.call('runs.show', { name: name() }, { signal });
      if (signal.aborted) return;
      summary.value = detail.summary;
      steps.value = detail.steps;
      epochs.value = detail.epochs;
      if (detail.preview) addPreview(detail.preview);
      error.value = null;
    } catch (reason) {
      if (!signal.aborted) error.value = reason;
    }
  }

  function addPreview(preview: Preview): void {
    previews.value = [...previews.value.filter((one) => one.epoch !== preview.epoch), preview].sort(
      (x, y) => x.epoch - y.epoch,
    );
  }

  const stops = [
    engine.on('run.step', ({ run, step }) => {
      if (run !== name() || step.step <= (steps.value.at(-1)?.step ?? -1)) return;
      const kept = steps.value.length < mostSteps ? steps.value : steps.value.filter((_, at) => at % 2 === 1);
      steps.value = [...kept, step];
    }),
    engine.on('run.epoch', ({ run, epoch, preview }) => {
      if (run !== name()) return;
      epochs.value = [...epochs.value.filter((one) => one.epoch < epoch.epoch), epoch];
      if (preview) addPreview(preview);
    }),
    engine.on('runs.changed', () => void reload()),
  ];
  watch(name, () => {
    summary.value = null;
    steps.value = [];
    epochs.value = [];
    previews.value = [];
  });
  watch(name, () => void reload());
  stops.push(engine.onAttached(() => void reload()));
  onScopeDispose(() => {
    stops.forEach((stop) => stop());
    controller.abort();
  });
  return reactive({ summary, steps, epochs, previews, error, reload });
}
