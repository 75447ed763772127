import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { questionsNeeded, smallestShareFound } from '../../../evaluations/design/power.ts';
import StudyView from '../../../renderer/views/study/StudyView.vue';
import { closePorts, until } from '../fake-engine.ts';
import { card, dataset, run, study } from '../fixtures.ts';
import { mountView, type Mounted } from '../mount-view.ts';

let mounted: Mounted | undefined;
let view: VueWrapper;
afterEach(() => {
  mounted?.view.unmount();
  closePorts();
});
async function open(
  props: Record<string, unknown> = { study: 'new' },
  studies = [study('study-1')],
): Promise<void> {
  mounted = await mountView(StudyView, {
    props,
    engine: {
      'datasets.list': () => [dataset()],
      'runs.list': () => [run('graph-1'), run('visual-1', { createdAt: '2026-01-01T00:00:00Z' })],
      'runs.disagreements': () => ({
        total: 100,
        meanOverlap: 0.2,
        queries: [{ item: card(1), overlap: 0 }],
      }),
    },
    studio: {
      'studies.list': () => studies,
      'studies.create': () => study('study-2'),
      'studies.close': () => study('study-1', { state: 'closed' }),
    },
  });
  view = mounted.view;
}
const type = async (key: string, value: string): Promise<void> => {
  const input = view.get(`[data-testid="study-${key}"] input`);
  await input.setValue(value);
  await input.trigger('blur');
  await flushPromises();
};
const button = () => view.get<HTMLButtonElement>('[data-testid="open-study"]').element;
const problems = (): string[] => view.findAll('.problem').map((one) => one.text());
const created = () =>
  mounted!.studioCalls.filter(({ name }) => name === 'studies.create').map(({ params }) => params);

it('opens what was designed, both arms as they stand', async () => {
  await open();
  await type('questions', '40');
  await type('judgements', '2');
  await type('seed', '7');
  expect(problems()).toEqual([]);
  button().click();
  await flushPromises();
  expect(created()).toEqual([
    { runs: ['graph-1', 'visual-1'], trial: 'pair', k: 1, questions: 40, judgements: 2, seed: 7 },
  ]);
});

it.each([
  ['questions', '0', 'A whole number from 1 to 5000.'],
  ['questions', '', 'A whole number from 1 to 5000.'],
  ['judgements', '51', 'A whole number from 1 to 50.'],
  ['seed', '-1', 'A whole number, 0 or more.'],
])('with %s "%s" says what is allowed and does not open', async (key, value, said) => {
  await open();
  await type(key, value);
  expect(problems()).toEqual([said]);
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
  expect(problems()).toEqual(['A whole number from 2 to 20.']);
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
