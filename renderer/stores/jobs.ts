/** Long work, as the tray shows it: newest first. */
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Job } from '../../engine/contract/jobs.ts';
import { engine } from '../engine-client.ts';
import { useNoticesStore } from './notices.ts';

export const useJobsStore = defineStore('jobs', () => {
  const notices = useNoticesStore();
  const all = shallowRef<Job[]>([]);
  const active = computed(() => all.value.filter((job) => job.state === 'queued' || job.state === 'running'));

  function put(job: Job): void {
    const known = all.value.some((one) => one.id === job.id);
    all.value = known ? all.value.map((one) => (one.id === job.id ? job : one)) : [job, ...all.value];
  }

  async function refresh(): Promise<void> {
    try {
      all.value = newestFirst(await engine.call('jobs.list', {}));
    } catch (error) {
      notices.sayUnlessEngineFailed(error);
    }
  }

  function start(): void {
    engine.onAttached(() => void refresh());
    engine.on('job.changed', put);
  }

  /** The work on a data set or run that is not over yet. */
  const working = (kind: Job['kind'], subject: string): Job | undefined =>
    active.value.find((job) => job.kind === kind && job.subject === subject);

  const cancel = (id: string): Promise<unknown> => engine.call('jobs.cancel', { id });

  async function dismiss(id: string): Promise<void> {
    all.value = all.value.filter((job) => job.id !== id);
    await engine.call('jobs.dismiss', { id });
  }

  return { all, active, start, put, working, cancel, dismiss };
});

const newestFirst = (jobs: Job[]): Job[] => [...jobs].sort((x, y) => y.startedAt.localeCompare(x.startedAt));
