import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { StudyDesign } from '../../../electron/contract/studies.ts';
import { questionsNeeded, smallestShareFound } from '../../../evaluations/design/power.ts';
import type { PlanPart, PlanRequest } from '../../../renderer/studies/clustered-plan.ts';
import { useNoticesStore } from '../../../renderer/stores/notices.ts';
import { useSettingsStore } from '../../../renderer/stores/settings.ts';
import { readDraft } from '../../../renderer/studies/study-draft.ts';
import type { SelfcheckWanted } from '../../../engine/contract/study-answers.ts';
import StudyView from '../../../renderer/views/study/StudyView.vue';
import { closePorts, until } from '../fake-engine.ts';
import { card, dataset, run, study } from '../fixtures.ts';
import { mountView, press, type Mounted } from '../mount-view.ts';

let mounted: Mounted | undefined;
let view: VueWrapper;
afterEach(() => {
  mounted?.view.unmount();
  closePorts();
});
async function open(
  props: Record<string, unknown> = { study: 'new' },
  studies = [study('study-1')],
  runs = [run('graph-1'), run('visual-1', { createdAt: '2026-01-01T00:00:00Z' })],
  studio: Parameters<typeof mountView>[1]['studio'] = {},
): Promise<void> {
  mounted = await mountView(StudyView, {
    props,
    engine: {
      'datasets.list': () => [dataset()],
      'runs.list': () => runs,
      'runs.disagreements': () => ({
        total: 100,
        meanOverlap: 0.2,
        queries: [{ item: card(1), overlap: 0 }],
      }),
      'studies.selfcheck': (wanted: SelfcheckWanted, { signal }: { signal: AbortSignal }) =>
        new Promise((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
          rehearse = () => resolve({ ...selfcheck, ...wanted });
        }),
    },
    studio: {
      'studies.list': () => studies,
      'studies.create': () => study('study-2'),
      'studies.close': () => study('study-1', { state: 'closed' }),
      'rating.begin': () => ({}),
      ...studio,
    },
  });
  view = mounted.view;
}
let rehearse = (): void => undefined;
const twin = {
  ...{ win: 60, lose: 10, draw: 20, inconclusive: 10, sign_test_p: 0.001, sentence: '' },
  share_of_wins: { value: 0.857, low: 0.75, high: 0.93 },
};
const selfcheck = {
  ...{ degraded: twin, identical: twin, found: 19, false_alarms: 1 },
  ...{ share: 0.5, accuracy: 0.8, replications: 20, verdict: 'These are enough.' },
};
const checks = () => mounted!.engineCalls.filter(({ name }) => name === 'studies.selfcheck');
const type = async (key: string, value: string): Promise<void> => {
  const input = view.get(`[data-testid="study-${key}"] input`);
  await input.setValue(value);
  await input.trigger('blur');
  await flushPromises();
};
/** Opens a group of options, as a click does. */
async function unfold(group: string): Promise<void> {
  const details = view.get<HTMLDetailsElement>(`[data-testid="group-${group}"]`);
  details.element.open = true;
  await details.trigger('toggle');
}
const button = () => view.get<HTMLButtonElement>('[data-testid="open-study"]').element;
const problems = (): string[] => view.findAll('.problem').map((one) => one.text());
const created = () =>
  mounted!.studioCalls.filter(({ name }) => name === 'studies.create').map(({ params }) => params);

it('opens what was designed, both arms as they stand', async () => {
  await open();
  await type('questions', '40');
  await type('judgements', '2');
  await unfold('queries');
  await type('seed', '7');
  expect(problems()).toEqual([]);
  button().click();
  await flushPromises();
  const defaults: Partial<StudyDesign> = { ...study('study-1').design };
  delete defaults.name;
  delete defaults.title;
  expect(created()).toEqual([{ ...defaults, questions: 40, judgements: 2, seed: 7 }]);
});

it.each([
  ['questions', '0', 'A whole number from 1 to 5000.'],
  ['questions', '', 'A whole number from 1 to 5000.'],
  ['judgements', '51', 'A whole number from 1 to 50.'],
  ['seed', '-1', 'A whole number, 0 or more.'],
])('with %s "%s" says what is allowed and does not open', async (key, value, said) => {
  await open();
  if (key === 'seed') await unfold('queries');
  await type(key, value);
  expect(problems()).toContain(said);
  expect(button().disabled).toBe(true);
  button().click();
  await flushPromises();
  expect(created()).toEqual([]);
  await type(key, '3');
  expect(problems()).toEqual([]);
  expect(button().disabled).toBe(false);
});

it('asks for the length of lists only where lists are shown, and sends it', async () => {
  await open();
  expect(view.find('[data-testid="study-k"]').exists()).toBe(false);
  await view.get('[data-testid="trial-lists"]').setValue(true);
  await type('k', '1');
  expect(problems()).toContain('A whole number from 2 to 20.');
  await type('k', '6');
  button().click();
  await flushPromises();
  expect(created()).toMatchObject([{ trial: 'lists', k: 6 }]);
});

it('plans with the share of queries that both answer the same: 100 questions, 80 shown, 40 decided', async () => {
  await open();
  await until(() => view.get('[data-testid="power"]').text().includes('about 80'));
  const least = Math.round(100 * smallestShareFound(40)!);
  expect(view.get('[data-testid="power-finding"]').text()).toContain(`${least}%`);
  const cells = view.findAll('[data-testid="power"] tbody tr').map((row) => row.get('td').text());
  expect(cells).toEqual(
    [0.55, 0.6, 0.65, 0.7].map((share) => questionsNeeded(share, 0.4).toLocaleString('en-US')),
  );
});

it('names the slider of the share that is decided where it takes the focus', async () => {
  await open();
  expect(view.get('[role="slider"]').attributes('aria-label')).toBe('Share of decided questions');
});

it('says that five decided questions find nothing', async () => {
  await open();
  await type('questions', '12');
  await until(() => view.get('[data-testid="power"]').text().includes('about 10'));
  expect(view.get('[data-testid="power-finding"]').text()).toBe(
    'Too little: 5 decided questions find nothing reliably, however clear it is.',
  );
});

it('shows an opened study frozen, with its hash and the arms of its design', async () => {
  await open({ study: 'study-1' });
  expect(view.get('[data-testid="study-hash"]').text()).toBe(study('study-1').hash);
  expect(view.get('dl').text()).toMatch(/A.*graph-1.*B.*visual-1/s);
  expect(view.findAll('input')).toHaveLength(0);
});

it('asks before it closes a study for good', async () => {
  await open({ study: 'study-1' });
  const closed = () => mounted!.studioCalls.filter(({ name }) => name === 'studies.close').length;
  await view.get('[data-testid="study-close"]').trigger('click');
  expect(closed()).toBe(0);
  await view.get('[data-testid="study-close-sure"]').trigger('click');
  await flushPromises();
  expect(closed()).toBe(1);
});

it('takes the focus for the question, gives it back, and closes nothing on Escape', async () => {
  await open({ study: 'study-1' });
  const close = view.get<HTMLButtonElement>('[data-testid="study-close"]');
  close.element.focus();
  await close.trigger('click');
  expect(document.activeElement).toBe(view.get('[data-testid="study-close-keep"]').element);
  expect(view.get('[role="alertdialog"]').text()).toContain('117 judgements will be missing');
  await press('Escape');
  expect(view.find('[role="alertdialog"]').exists()).toBe(false);
  expect(document.activeElement).toBe(close.element);
  expect(mounted!.studioCalls.some(({ name }) => name === 'studies.close')).toBe(false);
});

it('compares up to as many models as there are, each once, and says how many questions a pair gets', async () => {
  const three = [run('graph-1'), run('visual-1'), run('walk-1')];
  await open({ study: 'new' }, [study('study-1')], three);
  await view.get('[data-testid="study-add"]').trigger('click');
  expect(view.find('[data-testid="study-c"]').exists()).toBe(true);
  expect(view.find('[data-testid="study-add"]').exists()).toBe(false);
  expect(view.text()).toContain('100, 33 or 34 for each of 3 pairs of models');
  button().click();
  await flushPromises();
  expect(created()).toMatchObject([{ runs: ['graph-1', 'visual-1', 'walk-1'] }]);
});

it('bars from grades what cannot be, with the reason, and opens without it', async () => {
  await open();
  await unfold('checks');
  await type('gold', '10');
  await type('practice', '5');
  await view.get('[data-testid="trial-grade"]').setValue(true);
  const practice = view.get('[data-testid="study-practice"]');
  expect(practice.get('input').element.disabled).toBe(false);
  await unfold('answers');
  expect(view.get<HTMLInputElement>('[data-testid="equal-split"]').element.disabled).toBe(true);
  button().click();
  await flushPromises();
  expect(created()).toMatchObject([{ trial: 'grade', gold: 10, practice: 5, equal: 'one' }]);
});

it('opens a group by itself when something in it cannot stay', async () => {
  await open();
  await unfold('checks');
  await type('repeats', '90');
  const group = view.get<HTMLDetailsElement>('[data-testid="group-checks"]');
  group.element.open = false;
  await group.trigger('toggle');
  await type('questions', '50');
  expect(group.element.open).toBe(true);
  expect(view.get('[data-testid="fixed"]').text()).toContain('Something above cannot stay');
});

it('says before the opening what will be fixed', async () => {
  await open();
  const fixed = view.get('[data-testid="fixed"]').text();
  expect(fixed).toMatch(/graph-1.*visual-1/s);
  expect(fixed).toContain('2 of 3 must agree');
});

it('makes a new version of a study: the form as it was, the version one higher, its hash replaced', async () => {
  const { design, ...old } = study('study-1', { state: 'closed' });
  await open({ study: 'study-1' }, [
    { ...old, design: { ...design, questions: 64, gold: 6, title: 'Mine', version: 2, revises: 'x' } },
  ]);
  await view.get('[data-testid="study-new-version"]').trigger('click');
  await flushPromises();
  expect(mounted!.router.currentRoute.value.params.study).toBe('new');
  await view.setProps({ study: 'new' });
  expect(view.get('h1').text()).toBe('Version 3');
  expect(view.get<HTMLInputElement>('[data-testid="study-questions"] input').element.value).toBe('64');
  button().click();
  await flushPromises();
  expect(created()).toMatchObject([
    { title: 'Mine', questions: 64, gold: 6, version: 3, revises: old.hash, runs: ['graph-1', 'visual-1'] },
  ]);
});

it('keeps the draft in the settings, so that it is there after a restart, and takes back "start afresh"', async () => {
  await open();
  await type('questions', '77');
  const stored = useSettingsStore().settings.views['study-draft'];
  expect(readDraft(JSON.parse(JSON.stringify(stored))).questions).toBe(77);
  await view.get('[data-testid="start-afresh"]').trigger('click');
  const questions = () => view.get<HTMLInputElement>('[data-testid="study-questions"] input').element.value;
  expect(questions()).toBe('100');
  const notices = useNoticesStore();
  notices.act(notices.all.at(-1)!.id);
  await flushPromises();
  expect(questions()).toBe('77');
});

it('with models and no study yet shows what will be here, a button to the designer and one to the file of a study', async () => {
  await open({}, []);
  expect(view.find('svg').exists()).toBe(true);
  expect(view.findAll('button')).toHaveLength(2);
  await view.get('[data-testid="study-empty"]').trigger('click');
  await flushPromises();
  expect(mounted!.router.currentRoute.value.fullPath).toBe('/study/new');
});

it('on a machine that has nothing takes in a study from a file', async () => {
  await open({}, [], [], { 'studies.take': () => ({ cancelled: false, study: 'study-1', known: false }) });
  await view.get('[data-testid="study-take"]').trigger('click');
  await flushPromises();
  expect(mounted!.router.currentRoute.value.fullPath).toBe('/study/study-1');
});

it('sends raters of the study to their own window', async () => {
  await open({ study: 'study-1' });
  await view.get('[data-testid="rate"]').trigger('click');
  await flushPromises();
  expect(mounted!.studioCalls.filter(({ name }) => name === 'rating.begin')).toEqual([
    { name: 'rating.begin', params: { study: 'study-1' } },
  ]);
});

it('of a study from another machine shows no verdict, no next version and no empty name', async () => {
  await open({ study: 'study-1' }, [study('study-1', { imported: true, arms: [], dataset: '' })]);
  expect(view.get('dl').text()).not.toContain('Data set');
  expect(view.find('[data-testid="study-verdict"]').exists()).toBe(false);
  expect(view.find('[data-testid="study-new-version"]').exists()).toBe(false);
  expect(view.find('[data-testid="rate"]').exists()).toBe(true);
});

it('of a study from another machine sends its answers back when it is closed too', async () => {
  await open({ study: 'study-1' }, [study('study-1', { imported: true, arms: [], state: 'closed' })]);
  expect(view.get('[data-testid="study-send"]').text()).toContain('Send answers back');
  expect(view.find('[data-testid="rate"]').exists()).toBe(false);
});

it('rehearses the design with scripted raters, says what came of it, and when it is about another design', async () => {
  await open();
  const box = view.get('[data-testid="selfcheck"]');
  await box.get('[data-testid="selfcheck-start"]').trigger('click');
  await until(() => checks().length === 1);
  expect(checks()[0].params).toMatchObject({
    ...{ run: 'graph-1', trial: 'pair', questions: 100, judgements: 3, seed: 0, consensus: 2 / 3 },
  });
  expect(box.find('[role="progressbar"]').exists()).toBe(true);
  rehearse();
  await until(() => box.find('[data-testid="selfcheck-verdict"]').exists());
  expect(box.get('[data-testid="selfcheck-verdict"]').text()).toBe('These are enough.');
  expect(box.text()).toContain('found worse in 19 of 20 studies');
  expect(box.text()).not.toContain('has changed since');
  await type('questions', '50');
  expect(box.text()).toContain('has changed since');
  await type('questions', '100');
  expect(box.text()).not.toContain('has changed since');
});

it.each([
  ['pair', {}, 'right in four of five answers, compare the first answers of graph-1'],
  ['lists', { k: 6 }, 'right in four of five answers, compare lists of the first 6 answers of graph-1'],
  ['grade', {}, 'right in four of five grades, grade one at a time the first answers of graph-1'],
] as const)(
  'rehearses a study of its own kind, and says what is judged: %s',
  async (trial, length, words) => {
    await open();
    await view.get(`[data-testid="trial-${trial}"]`).setValue(true);
    for (const [key, value] of Object.entries(length)) await type(key, String(value));
    const box = view.get('[data-testid="selfcheck"]');
    expect(box.text().replace(/\s+/g, ' ')).toContain(words);
    await box.get('[data-testid="selfcheck-start"]').trigger('click');
    await until(() => checks().length === 1);
    expect(checks()[0].params).toMatchObject({ trial, ...length });
    rehearse();
    await until(() => box.find('[data-testid="selfcheck-verdict"]').exists());
    // What was found is about this kind of trial alone.
    await view.get(`[data-testid="trial-${trial === 'pair' ? 'grade' : 'pair'}"]`).setValue(true);
    expect(box.text()).toContain('has changed since');
  },
);

it('stops scripted raters, and shows nothing of what they had', async () => {
  await open();
  await view.get('[data-testid="selfcheck-start"]').trigger('click');
  await until(() => checks().length === 1);
  await view.get('[data-testid="selfcheck-cancel"]').trigger('click');
  await until(() => checks()[0].signal.aborted);
  await flushPromises();
  expect(view.find('[data-testid="selfcheck-verdict"]').exists()).toBe(false);
  expect(view.find('[data-testid="selfcheck"] [role="alert"]').exists()).toBe(false);
  expect(view.get<HTMLButtonElement>('[data-testid="selfcheck-start"]').element.disabled).toBe(false);
});

it('plans by simulation once raters differ: nothing is claimed before it is there', async () => {
  const workers: { onmessage?: (event: { data: PlanPart }) => void; asked: PlanRequest[] }[] = [];
  vi.stubGlobal(
    'Worker',
    class {
      asked: PlanRequest[] = [];
      postMessage = (request: PlanRequest) => this.asked.push(request);
      terminate = () => undefined;
      constructor() {
        workers.push(this);
      }
    },
  );
  await open();
  await until(() => view.get('[data-testid="power"]').text().includes('about 80'));
  useSettingsStore().remember('study-assumptions', { raters: 'some', people: 6 });
  await flushPromises();
  const finding = () => view.get('[data-testid="power-finding"]').text();
  expect(finding()).toMatch(/^Simulating/);
  await until(() => workers.length === 1);
  expect(workers[0].asked).toMatchObject([{ questions: 80, raters: 6, judgements: 3, raterSd: 0.5 }]);
  const say = (data: PlanPart) => workers[0].onmessage!({ data });
  say({ kind: 'outcomes', decided: 0.7, draw: 0.1, inconclusive: 0.2, power: 0.34, effect: 0.6 });
  say({ kind: 'found', effect: 0.714 });
  say({ kind: 'needed', effect: 0.7, questions: 100 });
  say({ kind: 'needed', effect: 0.65, questions: null });
  await flushPromises();
  expect(finding()).toContain('71% of their answers that are not “equal”');
  expect(view.get('[data-testid="power-simulated"]').text()).toContain('34 of 100');
  const rows = view.findAll('[data-testid="power"] tbody tr').map((row) => row.text());
  // A fifth of the queries needs nobody, so 100 shown questions are 125.
  expect(rows[3]).toContain('125');
  expect(rows[2]).toContain('not with 6 raters');
  expect(rows[0]).toContain('…');
  expect(view.get('[data-testid="power-raters"]').text()).toContain('6 raters, 40 answers');
});

it('tells of answers that came for a closed study, and counts them in a version of it where somebody wants that', async () => {
  const late = {
    ...{ study: 'study-1', closedAt: '2026-01-05T10:00:00Z', before: 1, after: 2 },
    ...{ known: 4, undone: 0, raters: 1, into: null },
  };
  const merged = { added: 3, known: 4, undone: 0, conflicts: [], raters: 1, judgements: 7 };
  await open({ study: 'study-1' }, [study('study-1', { state: 'closed' })], undefined, {
    'studies.merge': () => ({ cancelled: false, late }),
    'studies.mergeLate': () => ({ ...merged, study: 'study-1-2' }),
  });
  const lines = (): string[] => view.findAll('[data-testid="study-travelled"]').map((one) => one.text());
  expect(view.find('[data-testid="study-send"]').exists()).toBe(false);
  expect(view.find('[data-testid="study-merge-late"]').exists()).toBe(false);
  await view.get('[data-testid="study-merge"]').trigger('click');
  await flushPromises();
  expect(lines()[0]).toMatch(
    /^Nothing was taken: the study was closed on 5 Jan 2026.* and keeps its verdict\.$/,
  );
  expect(lines().slice(1)).toEqual([
    'The file, of 1 rater, holds 3 judgements that it does not have: 1 given before it was closed, 2 after.',
    '4 judgements here already.',
  ]);
  await view.get('[data-testid="study-merge-late"]').trigger('click');
  await flushPromises();
  expect(lines()).toEqual(['3 judgements of 1 rater added, 4 judgements here already.']);
  expect(view.get('[data-testid="study-late-into"] a').attributes('href')).toBe('/study/study-1-2');
  expect(view.find('[data-testid="study-merge-late"]').exists()).toBe(false);
  expect(mounted!.studioCalls.filter(({ name }) => name.startsWith('studies.merge'))).toMatchObject([
    { name: 'studies.merge', params: { study: 'study-1' } },
    { name: 'studies.mergeLate', params: { study: 'study-1' } },
  ]);
});
