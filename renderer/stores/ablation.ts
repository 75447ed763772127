/**
 * Works through a ladder: has the missing runs trained as jobs, one after the other, and asks anew what is missing
 * after each. Lives beside the views, so that a person can look at anything else meanwhile.
 */
import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { Ladder } from '../../engine/contract/ablation.ts';
import type { Job } from '../../engine/contract/jobs.ts';
import type { PeopleMethods } from '../../engine/contract/engine.ts';
import { PinwiseError, type Params } from '../../engine/contract/rpc.ts';
import { engine } from '../engine-client.ts';
import { useJobsStore } from './jobs.ts';
import { useRunsStore } from './runs.ts';

export type LadderRequest = Params<PeopleMethods, 'ablation.plan'>;
type Planned = Ladder['runs'][number];

export const useAblationStore = defineStore('ablation', () => {
  const jobs = useJobsStore();
  const runs = useRunsStore();
  /** What is worked on; null while nothing is. */
  const working = shallowRef<LadderRequest | null>(null);
  const stopping = shallowRef(false);
  const error = shallowRef<unknown>(null);
  /** The run that is being trained now. */
  const current = shallowRef<Planned | null>(null);
  const jobId = shallowRef<string | null>(null);

  async function start(request: LadderRequest): Promise<void> {
    if (working.value) return;
    working.value = request;
    stopping.value = false;
    error.value = null;
    const tried = new Set<string>();
    try {
      while (!stopping.value) {
        const plan = await engine.call('ablation.plan', request);
        const next = plan.runs.find(
          (one) => one.state !== 'finished' && !tried.has(`${one.preset} ${one.seed}`),
        );
        if (!next || stopping.value) break;
        tried.add(`${next.preset} ${next.seed}`);
        current.value = next;
        if ((await trained(request.dataset, next)) === 'cancelled') break;
      }
    } catch (reason) {
      error.value = reason;
    } finally {
      working.value = current.value = jobId.value = null;
      stopping.value = false;
    }
  }

  async function trained(
    dataset: string,
    { preset, seed, config, run, state }: Planned,
  ): Promise<Job['state']> {
    const known = run === null ? undefined : jobs.working('train', run);
    // Another program works on it: it is left to that.
    if (!known && state === 'running') return 'done';
    const job =
      known ?? (run === null ? await runs.train({ dataset, preset, config, seed }) : await runs.resume(run));
    jobs.put(job);
    jobId.value = job.id;
    if (stopping.value) await jobs.cancel(job.id);
    const ended = await over(job.id);
    // The table tells of it; dozens of finished jobs in the tray would tell nothing more.
    if (ended === 'done') await jobs.dismiss(job.id);
    return ended;
  }

  /** How the job ends. */
  const over = (id: string): Promise<Job['state']> =>
    new Promise((resolve, reject) => {
      const stop = watch(
        () => jobs.all,
        (all) => {
          const job = all.find((one) => one.id === id);
          if (job?.state === 'queued' || job?.state === 'running') return;
          queueMicrotask(() => stop());
          if (job) resolve(job.state);
          else reject(new PinwiseError('engine-gone', 'the engine stopped'));
        },
        { immediate: true },
      );
    });

  async function cancel(): Promise<void> {
    stopping.value = true;
    if (jobId.value) await jobs.cancel(jobId.value);
  }

  return { working, stopping, error, current, jobId, start, cancel };
});
