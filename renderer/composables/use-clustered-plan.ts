/** A plan, worked out beside the window, that follows a draft: asked anew when the draft rests, what was under way is dropped. */
import { onScopeDispose, reactive, watch } from 'vue';
import type { PlanPart, PlanRequest } from '../studies/clustered-plan.ts';
import { plainData } from '../plain-data.ts';

export interface SimulatedPlan {
  /** Undefined while it is not known yet. */
  found?: number | null;
  outcomes?: Extract<PlanPart, { kind: 'outcomes' }>;
  needed: Record<string, number | null>;
  running: boolean;
  failed: boolean;
}

/** The part of a Worker that is used; tests bring their own. */
export interface PlanWorker {
  postMessage(request: PlanRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<PlanPart>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}
const ownWorker = (): PlanWorker =>
  new Worker(new URL('../studies/plan-worker.ts', import.meta.url), { type: 'module' });

const REST_MS = 300;

/** @param wanted null where nothing is to be worked out */
export function useClusteredPlan(
  wanted: () => PlanRequest | null,
  makeWorker: () => PlanWorker = ownWorker,
): SimulatedPlan {
  const plan = reactive<SimulatedPlan>({ needed: {}, running: false, failed: false });
  let worker: PlanWorker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(timer);
    worker?.terminate();
    worker = undefined;
  }
  function take(part: PlanPart): void {
    if (part.kind === 'found') plan.found = part.effect;
    else if (part.kind === 'outcomes') plan.outcomes = part;
    else if (part.kind === 'needed') plan.needed[part.effect] = part.questions;
    else plan.running = false;
  }
  function ask(request: PlanRequest): void {
    worker = makeWorker();
    worker.onmessage = ({ data }) => take(data);
    worker.onerror = () => {
      plan.running = false;
      plan.failed = true;
    };
    worker.postMessage(request);
  }

  watch(
    () => JSON.stringify(wanted()),
    () => {
      stop();
      const request = wanted();
      Object.assign(plan, { found: undefined, outcomes: undefined, needed: {}, failed: false });
      plan.running = request !== null;
      if (request) timer = setTimeout(() => ask(plainData(request)), REST_MS);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return plan;
}
