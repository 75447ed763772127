/** The questions behind a verdict: why an item, where raters disagreed, offline against people, taking parts away. */
import { type VueWrapper, flushPromises } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { JudgedQuestion } from '../../../electron/contract/study-questions.ts';
import { useNoticesStore } from '../../../renderer/stores/notices.ts';
import VerdictView from '../../../renderer/views/verdict/VerdictView.vue';
import { closePorts, until } from '../fake-engine.ts';
import { card, report, study } from '../fixtures.ts';
import { type Mounted, mountView } from '../mount-view.ts';

const drawn = vi.hoisted(() => ({ of: [] as HTMLElement[] }));
vi.mock('../../../renderer/draw-element.ts', () => ({
  drawElement: (element: HTMLElement) => {
    drawn.of.push(element);
    return Promise.resolve('data:image/png;base64,AAAA');
  },
}));

let view: VueWrapper | undefined;
afterEach(() => {
  view?.unmount();
  closePorts();
});

const item = (id: string) => ({ id, title: `item ${id}`, picture: null });
const question = (n: number, change: Partial<JudgedQuestion> = {}): JudgedQuestion => ({
  ...{ question: `q000${n}`, pair: ['a', 'b'], runs: ['graph-1', 'visual-1'], stratum: null },
  ...{ query: item(`query-${n}`), a: [item(`a-${n}`)], b: [item(`b-${n}`)] },
  ...{ votes: { a: 2, b: 1, equal: 0 }, outcome: 'a' },
  ...change,
});
const questions = [
  question(1),
  question(2, { outcome: 'b', votes: { a: 1, b: 2, equal: 0 } }),
  question(3, { outcome: 'same' }),
];
const neighbor = (row: number, weight: number) => ({ item: card(row), weight });
const why = (run: string, id: string) => ({
  ...{ run, source: 'table' as const, neighbors: [neighbor(1, 0.6), neighbor(2, 0.4)] },
  items: [
    {
      ...{ item: { ...card(9), id }, score: 0.5, rank: 3, weight: 0, sharedWeight: 0.4 },
      neighbors: [neighbor(2, 0.5), neighbor(3, 0.25)],
      shared: [{ item: card(2), query: 0.4, own: 0.5 }],
    },
  ],
});
async function open(state: 'open' | 'closed' = 'closed'): Promise<Mounted> {
  const mounted = await mountView(VerdictView, {
    studio: {
      'studies.list': () => [study('study-1', { state })],
      'studies.report': () => report({ state }),
      'studies.questions': () => ({ study: 'study-1', state, questions }),
      'clipboard.picture': () => ({}),
    },
    engine: {
      'studies.why': ({ items, query }: { items: string[]; query: string }) => ({
        query: { ...card(0), id: query },
        runs: [why('graph-1', items[0]), why('visual-1', items[1])],
      }),
      'studies.offline': () => ({
        questions: questions.map(({ question: name, query }, at) => ({
          ...{ question: name, query: query.id, degree: 3, slice: 'degree 3', positives: 1 },
          ...{ rr_a: [1, 0.5, 0.2][at], rr_b: [0.5, 0.1, 0.2][at] },
        })),
      }),
    },
  });
  view = mounted.view;
  return mounted;
}
const words = (testid: string): string => view!.get(`[data-testid="${testid}"]`).text().replace(/\s+/g, ' ');

it('shows every question of a closed study, and none of them while it is open', async () => {
  await open();
  expect(view!.findAll('[data-testid="question"]')).toHaveLength(3);
  view!.unmount();
  await open('open');
  expect(view!.findAll('[data-testid="question"]')).toHaveLength(0);
});

it('says why both items of a question were answered: neighbours by weight, shared ones marked; arrows go on', async () => {
  const { engineCalls } = await open();
  await view!.findAll('[data-testid="question"] button')[0].trigger('click');
  await until(() => view!.findAll('[data-testid="why-run"]').length === 2);
  expect(engineCalls.find(({ name }) => name === 'studies.why')!.params).toMatchObject({
    ...{ runs: ['graph-1', 'visual-1'], query: 'query-1', items: ['a-1', 'b-1'] },
  });
  expect(words('why-outcome')).toBe('Won by graph-1.');
  const [first] = view!.findAll('[data-testid="why-run"]');
  expect(first.text()).toContain('Rank 3, score 0.500; shares 40% of its neighbours’ weight with the query.');
  const shown = first
    .findAll('ul')
    .map((list) =>
      list.findAll('li').map((one) => [one.classes('shared'), one.get('.tile').attributes('style')]),
    );
  expect(shown).toEqual([
    [
      [false, '--ring: 8px;'],
      [true, `--ring: ${1 + (0.4 / 0.6) * 7}px;`],
    ],
    [
      [true, '--ring: 8px;'],
      [false, '--ring: 4.5px;'],
    ],
  ]);
  await view!.get('[data-testid="why"]').trigger('keydown', { key: 'ArrowRight' });
  expect(words('why-outcome')).toBe('Won by visual-1.');
  await view!.get('[data-testid="why"]').trigger('keydown', { key: 'ArrowLeft' });
  await view!.get('[data-testid="why"]').trigger('keydown', { key: 'ArrowLeft' });
  expect(words('why-outcome')).toContain('A draw by construction');
  await view!.get('[data-testid="why"]').trigger('keydown', { key: 'Escape' });
  expect(view!.find('[data-testid="why"]').exists()).toBe(false);
});

it('says whether the offline metric named the run that people chose, per slice of the queries', async () => {
  await open();
  await until(() => view!.find('[data-testid="offline"]').exists());
  const rows = view!
    .findAll('[data-testid="offline-slice"]')
    .map((row) => row.findAll('th, td').map((cell) => cell.text().replace(/\s+/g, ' ')));
  expect(rows.map(([slice, asked, decided, , same]) => [slice, asked, decided, same.slice(0, 5)])).toEqual([
    ['all queries', '3', '2', '50.0%'],
    ['degree 3', '3', '2', '50.0%'],
  ]);
  expect(words('offline-words')).toContain('cannot be told from a coin');
});

it('puts strengths adjusted for what was shown beside the raw ones, and says what raters favour', async () => {
  await open();
  const rows = view!.findAll('[data-testid="adjusted-run"]').map((row) =>
    row
      .findAll('td')
      .slice(1)
      .map((cell) => cell.text()),
  );
  expect(rows).toEqual([
    ['0.28 (0.08 to 0.48)', '0.21 (0.01 to 0.41)'],
    ['-0.28 (-0.48 to -0.08)', '-0.21 (-0.41 to -0.01)'],
  ]);
  const effects = view!.findAll('[data-testid="effect"]').map((one) => one.text());
  expect(effects[0]).toContain('Raters favour the more popular item: 0.30 (0.10 to 0.50)');
  expect(effects[1]).toContain('is not found: 0.02 (-0.10 to 0.14)');
});

it('gives a part away as text and as a picture, and says so', async () => {
  const { studioCalls } = await open();
  const copied = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  vi.stubGlobal('navigator', { clipboard: { writeText: copied } });
  await view!.get('[aria-label="Copy as text: Questions by outcome"]').trigger('click');
  expect(copied.mock.calls[0][0]).toContain('win 66, lose 38, draw 55');
  vi.unstubAllGlobals();
  await view!.get('[aria-label="Copy as a picture: Questions by outcome"]').trigger('click');
  await flushPromises();
  expect(drawn.of.at(-1)!.querySelector('[data-testid="outcomes"]')).not.toBeNull();
  expect(studioCalls).toContainEqual({
    ...{ name: 'clipboard.picture', params: { png: 'data:image/png;base64,AAAA' } },
  });
  expect(useNoticesStore().all.map(({ text }) => text)).toContain(
    'Questions by outcome is on the clipboard, as a picture.',
  );
});
