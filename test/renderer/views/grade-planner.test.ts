import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clusteredPlan, type PlanPart, type PlanRequest } from '../../../renderer/studies/clustered-plan.ts';
import { useSettingsStore } from '../../../renderer/stores/settings.ts';
import StudyView from '../../../renderer/views/study/StudyView.vue';
import { closePorts, until } from '../fake-engine.ts';
import { card, dataset, run } from '../fixtures.ts';
import { mountView, type Mounted } from '../mount-view.ts';

/** Answers nothing until it is told to. */
class FakeWorker {
  static all: FakeWorker[] = [];
  asked: PlanRequest[] = [];
  onmessage?: (event: { data: PlanPart }) => void;
  ended = false;
  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage = (request: PlanRequest) => this.asked.push(request);
  terminate = () => (this.ended = true);
  /** All that the real one answers. */
  async answer(): Promise<void> {
    for (const data of clusteredPlan(this.asked[0])) this.onmessage!({ data });
    await flushPromises();
  }
}

let mounted: Mounted;
let view: VueWrapper;
beforeEach(async () => {
  FakeWorker.all = [];
  vi.stubGlobal('Worker', FakeWorker);
  mounted = await mountView(StudyView, {
    props: { study: 'new' },
    engine: {
      'datasets.list': () => [dataset()],
      'runs.list': () => [run('graph-1'), run('visual-1', { createdAt: '2026-01-01T00:00:00Z' })],
      'runs.disagreements': () => ({
        ...{ total: 100, meanOverlap: 0.2, queries: [{ item: card(1), overlap: 0 }] },
      }),
    },
    studio: { 'studies.list': () => [] },
  });
  view = mounted.view;
  await until(() => said('power').includes('about 80'));
});
afterEach(() => {
  mounted.view.unmount();
  closePorts();
});
const said = (testid: string): string => view.get(`[data-testid="${testid}"]`).text().replace(/\s+/g, ' ');
const choose = (trial: string) => view.get(`[data-testid="trial-${trial}"]`).setValue(true);

it('follows the trial of the form: grades are planned in grades, by formula, pairs in shares of wins', async () => {
  expect(said('power')).toContain('by share of wins');
  await choose('grade');
  expect(said('power-finding')).toBe('Working it out …');
  expect(said('power')).toContain('by difference of mean grades');
  expect(view.get('[role="slider"]').attributes('aria-label')).toBe('Standard deviation of the difference');
  expect(said('power')).toContain('the same grade in 37% of the questions');
  await until(() => FakeWorker.all.length === 1);
  expect(FakeWorker.all[0].asked[0]).toMatchObject({ questions: 80, raters: 3, raterSd: 0, querySd: 0 });
  await FakeWorker.all[0].answer();
  // 80% at 59 questions and 0.3 (test/golden/grade-power.json), so that 80 find a little less.
  expect(said('power-finding')).toMatch(
    /^If raters grade the items of one model 0\.2\d higher on average, or more, four of five such studies find it\.$/,
  );
  expect(said('power-simulated')).toMatch(
    /^A difference of 0\.3 between the mean grades is found in (8[5-9]|9\d) of/,
  );
  const rows = view.findAll('[data-testid="power"] tbody tr').map((row) => row.text());
  // A fifth of the queries needs nobody: 59 shown questions of 74.
  expect(rows[2]).toMatch(/^0\.3\s*74/);
  expect(said('power')).toContain('Exact sign test');
  // Both items of 80 questions.
  expect(said('power-raters')).toContain('3 raters, 160 answers');

  await choose('pair');
  expect(said('power')).toContain('by share of wins');
  expect(said('power-finding')).toMatch(/^If raters choose one model in/);
});

it('simulates grades of raters who differ, and says in grades how far', async () => {
  useSettingsStore().remember('study-assumptions', { raters: 'some', people: 6, differenceSd: 1.5 });
  await choose('grade');
  expect(said('power-finding')).toMatch(/^Simulating/);
  expect(said('power')).toMatch(/where the mean difference is 0\.3, most of them between -0\.1 and 0\.7/);
  await until(() => FakeWorker.all.some(({ asked }) => asked.at(0)?.effect.unit === 'difference'));
  const worker = FakeWorker.all.at(-1)!;
  expect(worker.asked[0]).toMatchObject({ raters: 6, effect: { unit: 'difference', differenceSd: 1.5 } });
  worker.onmessage!({ data: { kind: 'found', effect: null } });
  worker.onmessage!({ data: { kind: 'needed', effect: 0.5, questions: null } });
  await flushPromises();
  expect(said('power-finding')).toMatch(/^Too little: 6 raters and 80 shown questions/);
  expect(view.findAll('[data-testid="power"] tbody tr').at(-1)!.text()).toContain('not with 6 raters');
});

it('claims nothing for grades while a number is missing', async () => {
  await choose('grade');
  const input = view.get('[data-testid="study-questions"] input');
  await input.setValue('');
  await input.trigger('blur');
  await flushPromises();
  expect(said('power-finding')).toBe('It needs two models and the numbers of the design to say.');
});
