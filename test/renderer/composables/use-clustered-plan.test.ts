import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import type { PlanPart, PlanRequest } from '../../../renderer/studies/clustered-plan.ts';
import { useClusteredPlan, type PlanWorker } from '../../../renderer/composables/use-clustered-plan.ts';

const request = (questions: number): PlanRequest => ({
  ...{ questions, raters: 5, judgements: 3, consensus: 2 / 3, level: 0.05 },
  effect: { unit: 'share', equal: 0.2 },
  ...{ raterSd: 0.5, querySd: 0.5, seed: 0, targets: [0.6] },
});
interface Fake extends PlanWorker {
  asked: PlanRequest[];
  ended: boolean;
  say(part: PlanPart): void;
}
let workers: Fake[];
function fakeWorker(): Fake {
  const fake: Fake = {
    ...{ asked: [], ended: false, onmessage: null, onerror: null },
    postMessage: (wanted) => fake.asked.push(wanted),
    terminate: () => (fake.ended = true),
    say: (part) => fake.onmessage?.({ data: part } as MessageEvent<PlanPart>),
  };
  workers.push(fake);
  return fake;
}
const scope = effectScope();
beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

it('asks when the draft rests, shows each answer as it comes, and drops what is out of date', async () => {
  const wanted = ref<PlanRequest | null>(request(40));
  const plan = scope.run(() => useClusteredPlan(() => wanted.value, fakeWorker))!;
  expect(plan.running).toBe(true);
  for (const questions of [41, 42, 43]) {
    vi.advanceTimersByTime(100);
    wanted.value = request(questions);
    await nextTick();
  }
  expect(workers).toHaveLength(0);
  vi.advanceTimersByTime(300);
  expect(workers.map(({ asked }) => asked)).toEqual([[request(43)]]);
  workers[0].say({ kind: 'found', effect: 0.71 });
  expect(plan.found).toBe(0.71);
  workers[0].say({ kind: 'needed', effect: 0.6, questions: null });
  workers[0].say({ kind: 'done' });
  expect(plan).toMatchObject({ needed: { 0.6: null }, running: false });

  wanted.value = request(50);
  await nextTick();
  expect(workers[0].ended).toBe(true);
  expect(plan).toMatchObject({ found: undefined, needed: {}, running: true });

  wanted.value = null;
  await nextTick();
  vi.advanceTimersByTime(1000);
  expect(workers).toHaveLength(1);
  expect(plan.running).toBe(false);
});

it('says when the simulation failed, and ends its worker with the page', () => {
  const page = effectScope();
  const plan = page.run(() => useClusteredPlan(() => request(40), fakeWorker))!;
  vi.advanceTimersByTime(300);
  workers[0].onerror?.(new ErrorEvent('error'));
  expect(plan).toMatchObject({ failed: true, running: false });
  page.stop();
  expect(workers[0].ended).toBe(true);
});
