import { afterEach, beforeEach, expect, it } from 'vitest';
import { defineComponent, nextTick } from 'vue';
import { usePageDataset } from '../../../renderer/composables/use-page-dataset.ts';
import { useSelectionStore } from '../../../renderer/stores/selection.ts';
import { closePorts, until } from '../fake-engine.ts';
import { dataset } from '../fixtures.ts';
import { mountView, type Mounted } from '../mount-view.ts';

const page = defineComponent({
  props: { dataset: { type: String, required: true } },
  setup(props) {
    usePageDataset(() => props.dataset);
    return () => null;
  },
});
let mounted: Mounted;
beforeEach(async () => {
  mounted = await mountView(page, {
    props: { dataset: 'boards' },
    engine: {
      'datasets.list': () => [
        dataset({ name: 'boards', importedAt: '2026-01-01T00:00:00Z' }),
        dataset({ name: 'demo', importedAt: '2026-01-05T00:00:00Z' }),
      ],
    },
  });
});
afterEach(() => {
  mounted.view.unmount();
  closePorts();
});

it('the bar above a page names the data set of the page', async () => {
  const selection = useSelectionStore();
  expect(selection.dataset).toBe('boards');
  await mounted.view.setProps({ dataset: 'demo' });
  expect(selection.dataset).toBe('demo');
  // No page was left for that.
  expect(mounted.router.currentRoute.value.params).toEqual({});
});

it('choosing another in the bar opens its page', async () => {
  useSelectionStore().setDataset('demo');
  await until(() => mounted.router.currentRoute.value.params.dataset === 'demo');
  expect(mounted.router.currentRoute.value.name).toBe('dataset');
});

it('a page about what is no data set changes nothing', async () => {
  await mounted.view.setProps({ dataset: 'gone' });
  await nextTick();
  expect(useSelectionStore().dataset).toBe('boards');
});
