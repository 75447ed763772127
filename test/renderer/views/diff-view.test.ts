import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import { useSelectionStore } from '../../../renderer/stores/selection.ts';
import DiffView from '../../../renderer/views/models/DiffView.vue';
import { closePorts } from '../fake-engine.ts';
import { dataset, run } from '../fixtures.ts';
import { mountView, type Mounted } from '../mount-view.ts';

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.view.unmount();
  closePorts();
});
const later = { createdAt: '2026-01-03T00:00:00Z', preset: 'visual' };
const open = async (other = run('visual-1', later)): Promise<Mounted> =>
  (mounted = await mountView(DiffView, {
    props: { a: 'graph-1', b: 'visual-1' },
    engine: { 'datasets.list': () => [dataset()], 'runs.list': () => [run('graph-1'), other] },
  }));
const letters = (): string[] =>
  mounted!.view
    .get('.sheet')
    .findAll('thead .mark')
    .map((mark) => mark.text());

it('makes the two that it is about A and B of the whole window', async () => {
  await open();
  const { a, b } = useSelectionStore();
  expect([a, b]).toEqual(['graph-1', 'visual-1']);
  expect(letters()).toEqual(['A', 'B']);
});

it('follows when A and B are swapped above it', async () => {
  const { router } = await open();
  useSelectionStore().swap();
  await flushPromises();
  expect(router.currentRoute.value.params).toEqual({ a: 'visual-1', b: 'graph-1' });
});

it('gives no letters where one of the two cannot answer, and leaves the pair as it was', async () => {
  await open(run('visual-1', { ...later, state: 'cancelled' }));
  expect(letters()).toEqual([]);
  expect(useSelectionStore().b).toBeNull();
  expect(mounted!.view.text()).toContain('visual-1');
});
