import type { VueWrapper } from '@vue/test-utils';
import { NSelect } from 'naive-ui';
import { afterEach, expect, it } from 'vitest';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { useSelectionStore } from '../../../renderer/stores/selection.ts';
import CompareView from '../../../renderer/views/compare/CompareView.vue';
import { closePorts, until } from '../fake-engine.ts';
import { card, dataset, run } from '../fixtures.ts';
import { mountView, press, type Mounted } from '../mount-view.ts';

type Asked = { name: string; rows?: number[]; context?: string; index?: string };
const animals = { row: 4, id: 'animals', title: 'Animals', degree: 2 };
const apart = [40, 7, 90];
let mounted: Mounted | undefined;
let view: VueWrapper;
let empty = false;
afterEach(() => {
  empty = false;
  mounted?.view.unmount();
  closePorts();
});

async function open(
  runs = [run('graph-1'), run('visual-1', { createdAt: '2026-01-03T00:00:00Z' })],
): Promise<void> {
  mounted = await mountView(CompareView, {
    engine: {
      'datasets.list': () => [dataset()],
      'runs.list': () => runs,
      'runs.recommend': ({ name, rows = [8, 9], context, index }: Asked) => {
        if (context && empty) throw new PinwiseError('empty-context', 'context "animals" has no items');
        return {
          query: rows.map(card),
          context: context ? { ...animals, id: context } : null,
          items: (name === 'graph-1' ? [1, 2, 3] : [3, 5, 1]).map((by, at) => ({
            item: card((rows[0] + by) % 100),
            score: 0.9 - at / 10,
          })),
          recall: index === 'hnsw' && name === 'graph-1' ? 2 / 3 : null,
        };
      },
      'runs.disagreements': () => ({
        total: 100,
        meanOverlap: 0.25,
        queries: apart.map((row) => ({ item: card(row), overlap: 0 })),
      }),
      'runs.evaluate': ({ runs: names }: { runs: string[] }) => ({
        runs: names.map((name) => ({ run: name, n_queries: 50, metrics: {} })),
        differences: [],
        split: { name: 'test', fingerprint: 'f', items: 99, queries: 50, pairs: 80 },
      }),
      'datasets.items': () => ({ total: 1, items: [card(12)] }),
      'datasets.contexts': () => ({ total: 1, contexts: [animals] }),
    },
  });
  view = mounted.view;
  if (runs.length === 2)
    await until(() => view.find('[data-testid="answers-b"]').exists() && asked() !== null);
}
const asked = (): string | null => view.find('[data-testid="query"]').attributes('data-row') ?? null;
const query = (row: number): Promise<void> => until(() => asked() === String(row));
const names = (): string[] =>
  (['a', 'b'] as const).map((arm) => view.get(`[data-testid="answers-${arm}"] h2`).text());

it('goes through the queries with the arrows, and back where one was', async () => {
  await open();
  await press('ArrowRight');
  await query(1);
  await press('ArrowRight');
  await query(2);
  await press('ArrowLeft');
  await query(1);
});

it('does not go before the first query', async () => {
  await open();
  await press('ArrowLeft');
  await press('ArrowRight');
  await query(1);
});

it('goes through the disagreements with D, from the top and around', async () => {
  await open();
  await until(() => view.findAll('[data-testid="disagreement"]').length === apart.length);
  for (const row of [...apart, apart[0]]) {
    await press('d');
    await query(row);
  }
});

it('takes a random other query with R', async () => {
  await open();
  for (let time = 0; time < 5; time++) {
    const before = asked();
    await press('r');
    await until(() => asked() !== before);
    expect(Number(asked())).toBeGreaterThanOrEqual(0);
    expect(Number(asked())).toBeLessThan(100);
  }
});

it('shows and hides scores with S', async () => {
  await open();
  expect(view.findAll('.score')).toHaveLength(0);
  await press('s');
  expect(view.findAll('.score').map((one) => one.text())).toEqual([
    '0.900',
    '0.800',
    '0.700',
    '0.900',
    '0.800',
    '0.700',
  ]);
  await press('s');
  expect(view.findAll('.score')).toHaveLength(0);
});

it('swaps A and B with X: names, answers and marks', async () => {
  await open();
  const before = names();
  const first = view.get('[data-testid="answers-a"] li').attributes('data-row');
  await press('x');
  await until(() => names()[0] === before[1]);
  await until(() => view.get('[data-testid="answers-b"] li').attributes('data-row') === first);
  expect(names()).toEqual([...before].reverse());
});

it('finds a query with /, where letters are letters again, and leaves with Escape', async () => {
  await open();
  const event = await press('/');
  expect(event.defaultPrevented).toBe(true);
  const search = view.get('[data-testid="query-search"]');
  expect(document.activeElement).toBe(search.element);
  await press('d');
  await press('x');
  expect(asked()).toBe('0');
  await search.setValue('cat');
  await until(() => view.findAll('[role="option"]').length === 2);
  await press('Enter');
  await query(12);
  expect(document.activeElement).not.toBe(search.element);
});

it('asks through the index that is chosen, and says how much of the exact answers it found', async () => {
  await open();
  view.getComponent(NSelect).vm.$emit('update:value', 'hnsw');
  await until(() => view.get('[data-testid="answers-b"]').text().includes('67% of exact'));
  expect(view.get('[data-testid="answers-a"]').text()).toContain('· exact');
  const calls = mounted!.engineCalls.filter(({ name }) => name === 'runs.recommend');
  expect(calls.map(({ params }) => (params as Asked).index)).toEqual(['exact', 'exact', 'hnsw', 'hnsw']);
  view.getComponent(NSelect).vm.$emit('update:value', 'exact');
  await until(() => !view.get('[data-testid="answers-b"]').text().includes('of exact'));
});

/** What the models were asked last. */
const lastAsked = (): Partial<Asked> => {
  const calls = mounted!.engineCalls.filter(({ name }) => name === 'runs.recommend');
  const { rows, context } = calls.at(-1)!.params as Asked;
  return context === undefined ? { rows } : { context };
};
const titled = (text: string): Promise<void> =>
  until(() => view.get('[data-testid="query-title"]').text() === text);
/** Types into the search that `key` opens, and takes what was found at `place`. */
async function find(key: string, place: number, how: KeyboardEventInit = {}): Promise<void> {
  await press(key);
  const search = view.get('[data-testid="query-search"]');
  await search.setValue('it');
  await until(() => view.findAll('[role="option"]').length > 0);
  for (let at = 0; at < place; at++) await press('ArrowDown');
  await press('Enter', how);
}

it('asks about several items at once with A, and leaves one out again', async () => {
  await open();
  await find('a', 0);
  await titled('2 items together');
  expect(lastAsked()).toEqual({ rows: [0, 12] });
  // The same item again changes nothing.
  await find('a', 0);
  expect(view.findAll('[data-testid="query-chip"]')).toHaveLength(2);
  await view.get('[data-testid="query-chip"][data-row="0"] button').trigger('click');
  await query(12);
  expect(lastAsked()).toEqual({ rows: [12] });
});

it('adds with Shift: what was found, and an answer; an arrow asks about one item again', async () => {
  await open();
  await find('/', 0, { shiftKey: true });
  await titled('2 items together');
  const answer = view.get('[data-testid="answers-a"] li');
  const row = Number(answer.attributes('data-row'));
  await answer.get('button').trigger('click', { shiftKey: true });
  await titled('3 items together');
  expect(lastAsked()).toEqual({ rows: [0, 12, row] });
  await press('ArrowRight');
  await query(1);
  expect(lastAsked()).toEqual({ rows: [1] });
});

it('asks about a context that the search found, and goes back to the item', async () => {
  await open();
  await find('/', 1);
  await titled('Animals');
  expect(lastAsked()).toEqual({ context: 'animals' });
  expect(view.get('[data-testid="query"]').text()).toContain('a context with 2 items');
  await view.get('[data-testid="query-alone"]').trigger('click');
  await query(0);
});

it('a context without items is named beside the error, and one gets away from it', async () => {
  await open();
  empty = true;
  await find('/', 1);
  await titled('Animals');
  await until(() => view.text().includes('has no items'));
  await press('ArrowRight');
  await query(1);
});

it('leaves keys with Ctrl to the platform', async () => {
  await open();
  const before = names();
  expect((await press('x', { ctrlKey: true })).defaultPrevented).toBe(false);
  expect(names()).toEqual(before);
});

it('marks what both answer with the rank that it has in the other list', async () => {
  await open();
  const chips = (arm: string) =>
    view.findAll(`[data-testid="answers-${arm}"] .other`).map((chip) => chip.text());
  const [a, b] = names()[0] === 'graph-1' ? ['a', 'b'] : ['b', 'a'];
  // graph-1 answers 1, 2, 3 and visual-1 answers 3, 5, 1.
  expect(chips(a).map((text) => text.at(-1))).toEqual(['3', '1']);
  expect(chips(b).map((text) => text.at(-1))).toEqual(['3', '1']);
});

it('with one model says what is missing, and asks for nothing', async () => {
  await open([run('graph-1')]);
  expect(view.text()).toContain('One model is ready; one more is needed.');
  expect(mounted!.engineCalls.map(({ name }) => name)).not.toContain('runs.recommend');
  expect(useSelectionStore().b).toBeNull();
});
