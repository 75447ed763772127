import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ladder, LadderTable } from '../../../engine/contract/ablation.ts';
import type { Job } from '../../../engine/contract/jobs.ts';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { useAblationStore } from '../../../renderer/stores/ablation.ts';
import { useJobsStore } from '../../../renderer/stores/jobs.ts';
import { useRunsStore } from '../../../renderer/stores/runs.ts';
import AblationView from '../../../renderer/views/compare/AblationView.vue';
import { closePorts, until } from '../fake-engine.ts';
import { dataset } from '../fixtures.ts';
import { mountView, type Mounted } from '../mount-view.ts';

type Planned = Ladder['runs'][number];
let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.view.unmount();
  closePorts();
});

const cell = (mean: number) => ({
  ...{ mean, low: mean - 0.02, high: mean + 0.02 },
  spread: { low: mean, high: mean },
});
const against = (difference: number, p_holm: number) => ({
  ...{ difference, low: difference - 0.02, high: difference + 0.02, p: p_holm / 2, p_holm },
});

/** An engine with a ladder of two presets, two seeds each, one that failed, and whatever a test makes of it. */
class FakeLadder {
  runs: Planned[] = ['pinsage', 'bpr'].flatMap((preset) =>
    [0, 1].map((seed) => ({ preset, seed, config: {}, run: null, state: null, error: null })),
  );
  jobs: Job[] = [];
  error: PinwiseError | null = null;
  of = (preset: string, seed: number): Planned =>
    this.runs.find((one) => one.preset === preset && one.seed === seed)!;

  plan = (): Ladder => {
    if (this.error) throw this.error;
    return {
      ...{ dataset: 'demo', reference: 'pinsage', presets: ['pinsage', 'bpr'], runs: this.runs },
      skipped: [{ preset: 'visual', reason: 'the data have no pictures' }],
    };
  };
  table = (): { table: LadderTable | null } => {
    const done = ['pinsage', 'bpr'].filter((preset) =>
      this.runs.some((one) => one.preset === preset && one.state === 'finished'),
    );
    if (done.length === 0) return { table: null };
    return {
      table: {
        split: { name: 'test', fingerprint: 'f', items: 99, queries: 50, pairs: 80 },
        rows: [],
        table: done.map((preset) => ({
          ...{ preset, seeds: 1, metrics: { 'hit_rate@1%': cell(preset === 'bpr' ? 0.2 : 0.3) } },
          differences: (preset === 'bpr'
            ? { 'hit_rate@1%': against(-0.1, 0.004) }
            : {}) as LadderTable['table'][number]['differences'],
        })),
      },
    };
  };
  begin = (name: string): Job => {
    const job: Job = {
      ...{ id: `job-${this.jobs.length}`, kind: 'train', label: '', subject: name, state: 'running' },
      ...{ stage: '', done: 1, total: 2, secondsLeft: 12, startedAt: '', error: null },
    };
    this.jobs.push(job);
    return job;
  };
}

async function open(ladder: FakeLadder, datasets = [dataset()]): Promise<void> {
  mounted = await mountView(AblationView, {
    engine: {
      'datasets.list': () => datasets,
      'ablation.plan': ladder.plan,
      'ablation.table': ladder.table,
      'jobs.train': ({ preset, seed }: { preset: string; seed: number }) => {
        Object.assign(ladder.of(preset, seed), { run: `${preset}-${seed}`, state: 'running' });
        return ladder.begin(`${preset}-${seed}`);
      },
      'jobs.resume': ({ run: name }: { run: string }) => ladder.begin(name),
      'jobs.dismiss': () => ({}),
      'jobs.cancel': ({ id }: { id: string }) => {
        end(ladder, id, 'cancelled');
        return {};
      },
    },
  });
  await until(() => mounted!.view.text().length > 0);
  await flushPromises();
}

/** The job is over, and the store tells of it as the engine's events would. */
function end(ladder: FakeLadder, id: string, state: 'done' | 'failed' | 'cancelled'): void {
  const job = ladder.jobs.find((one) => one.id === id)!;
  const planned = ladder.runs.find((one) => one.run === job.subject)!;
  const states = { done: 'finished', failed: 'failed', cancelled: 'cancelled' } as const;
  Object.assign(planned, { state: states[state], error: state === 'failed' ? 'it diverged' : null });
  useJobsStore().put({ ...job, state });
  // Another set of runs: the view asks again.
  const runs = useRunsStore();
  void runs.refresh();
}

const has = (id: string): boolean => mounted!.view.find(`[data-testid="${id}"]`).exists();
const get = (id: string) => mounted!.view.get(`[data-testid="${id}"]`);
const trained = (): unknown[] =>
  mounted!.engineCalls
    .filter(({ name }) => name === 'jobs.train' || name === 'jobs.resume')
    .map(({ params }) => params);

describe('the ablation', () => {
  it('without data shows what will be here and gets the demo', async () => {
    await open(new FakeLadder(), []);
    expect(mounted!.view.text()).toContain('Import the demo');
  });

  it('says how many runs it takes, what is left out, and starts', async () => {
    await open(new FakeLadder());
    await until(() => has('ladder-start'));
    expect(mounted!.view.text()).toContain('side by side');
    expect(get('ladder-start').text()).toBe('Train 4 runs');
    expect(mounted!.view.text()).toContain('visual is left out: the data have no pictures.');
    expect(has('ladder')).toBe(false);
  });

  it('trains what is missing one after the other; the table fills', async () => {
    const ladder = new FakeLadder();
    await open(ladder);
    await until(() => has('ladder-start'));
    await get('ladder-start').trigger('click');
    for (const [at, subject] of ['pinsage-0', 'pinsage-1', 'bpr-0', 'bpr-1'].entries()) {
      await until(() => ladder.jobs.length === at + 1 && useAblationStore().jobId === `job-${at}`);
      expect(ladder.jobs[at].subject).toBe(subject);
      await until(() => has('ladder-progress'));
      expect(get('ladder-progress').text()).toContain('left');
      end(ladder, `job-${at}`, 'done');
    }
    await until(() => useAblationStore().working === null);
    expect(trained()).toHaveLength(4);
    expect(useJobsStore().all).toEqual([]);
    expect(trained()[1]).toMatchObject({ dataset: 'demo', preset: 'pinsage', seed: 1 });
  });

  it('stops the run at work and goes on with it later', async () => {
    const ladder = new FakeLadder();
    await open(ladder);
    await until(() => has('ladder-start'));
    await get('ladder-start').trigger('click');
    await until(() => has('ladder-cancel') && useAblationStore().jobId !== null);
    await get('ladder-cancel').trigger('click');
    await until(() => useAblationStore().working === null);
    expect(ladder.of('pinsage', 0).state).toBe('cancelled');
    expect(trained()).toHaveLength(1);

    void useAblationStore().start({ dataset: 'demo', seeds: 3 });
    await until(() => trained().length === 2);
    expect(trained()[1]).toEqual({ run: 'pinsage-0' });
    await useAblationStore().cancel();
  });

  it('a run that fails does not hold up the others, and its row says why', async () => {
    const ladder = new FakeLadder();
    await open(ladder);
    await until(() => has('ladder-start'));
    await get('ladder-start').trigger('click');
    await until(() => useAblationStore().jobId === 'job-0');
    end(ladder, 'job-0', 'failed');
    await until(() => useAblationStore().jobId === 'job-1');
    expect(ladder.jobs[1].subject).toBe('pinsage-1');
    await useAblationStore().cancel();
    await until(() => useAblationStore().working === null);
    mounted!.view.unmount();

    await open(ladder);
    await until(() => has('ladder'));
    expect(mounted!.view.get('[data-preset="pinsage"]').text()).toContain('Failed: it diverged');
  });

  it('shows figures with intervals, and differences in words', async () => {
    const ladder = new FakeLadder();
    ladder.runs = ladder.runs.map((one) => ({ ...one, run: `${one.preset}-${one.seed}`, state: 'finished' }));
    await open(ladder);
    await until(() => has('ladder') && mounted!.view.text().includes('lower by'));
    const row = mounted!.view.get('[data-preset="bpr"]').text();
    expect(row).toContain('2 of 2');
    expect(row).toContain('20.0%');
    expect(row).toContain('18.0% to 22.0%');
    expect(row).toContain('lower by 10.0 points (8.0 to 12.0)');
    expect(mounted!.view.get('[data-preset="pinsage"]').text()).toContain('all others are compared with it');
    expect([has('ladder-start'), has('ladder-cancel'), has('ladder-copy')]).toEqual([false, false, true]);
    expect(mounted!.view.text()).toContain('50 queries');
    expect(mounted!.view.text()).not.toMatch(/p =/);
  });

  it('a run of another program is left to that', async () => {
    const ladder = new FakeLadder();
    ladder.runs = ladder.runs.map((one) => ({ ...one, run: `${one.preset}-${one.seed}`, state: 'running' }));
    await open(ladder);
    await useAblationStore().start({ dataset: 'demo', seeds: 3 });
    expect(trained()).toEqual([]);
  });

  it('says what is wrong', async () => {
    const ladder = new FakeLadder();
    ladder.error = new PinwiseError('no-pairs', 'data set demo has no test pairs to compare the presets on');
    await open(ladder);
    await until(() => mounted!.view.find('[role="alert"]').exists());
    expect(mounted!.view.get('[role="alert"]').text()).toContain('no test pairs');
  });
});
