/** Plans beside the window, so that typing never waits for it. Ends with its last answer, or with the worker. */
import { clusteredPlan, type PlanRequest } from './clustered-plan.ts';

addEventListener('message', ({ data }: MessageEvent<PlanRequest>) => {
  for (const part of clusteredPlan(data)) postMessage(part);
});
