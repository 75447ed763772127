import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PinwiseError } from '../../../../engine/contract/rpc.ts';
import TryItem from '../../../../renderer/components/models/try/TryItem.vue';
import { closePorts, until, type FakeEngine } from '../../fake-engine.ts';
import { mountView, press, type Mounted } from '../../mount-view.ts';

const all = { picture: true, words: true, contexts: true, links: false, features: 0, refusal: null };
const bare = { ...all, picture: false, words: false, contexts: false, links: true, features: 3 };
const near = (...titles: string[]) => ({
  items: titles.map((title, row) => ({
    item: { row, id: title, title, picture: null, degree: 1 },
    score: 1,
  })),
  notes: [] as string[],
});
const cats = { row: 7, id: 'c7', title: 'cats', degree: 9 };

let shown: Mounted | undefined;
afterEach(() => {
  shown?.view.unmount();
  shown = undefined;
  closePorts();
});

async function open(engine: Parameters<typeof mountView>[1]['engine']): Promise<Mounted> {
  URL.createObjectURL = () => 'blob:picture';
  URL.revokeObjectURL = vi.fn();
  shown = await mountView(TryItem, {
    props: { run: 'r1', dataset: 'emoji' },
    engine: { 'runs.takes': () => all, 'runs.tryItem': () => near('lion', 'tiger'), ...engine },
  });
  await until(
    () => shown!.view.text().includes('looks at') || shown!.view.find('[data-testid=try-refusal]').exists(),
  );
  return shown;
}
const asked = (calls: FakeEngine['calls'], name: string) =>
  calls.filter((call) => call.name === name).map(({ params }) => params as Record<string, unknown>);

async function choose(mounted: Mounted, file: File, where = 'try-file'): Promise<void> {
  const input = mounted.view.find(`[data-testid=${where}]`);
  Object.defineProperty(input.element, 'files', { value: [file], configurable: true });
  await input.trigger('change');
}

describe('Try a new item', () => {
  it('says what the model looks at, and what will appear', async () => {
    const { view } = await open({});
    expect(view.text()).toContain('its picture, its words and its contexts');
    expect(view.text()).toContain('Its nearest items appear here');
  });

  it('says why a model knows nothing of new items, and shows no fields', async () => {
    const refusal = 'EASE would have to be solved again.';
    const { view } = await open({ 'runs.takes': () => ({ ...all, refusal }) });
    expect(view.text()).toContain(refusal);
    expect(view.find('form').exists()).toBe(false);
  });

  it('shows no field for what the model does not look at', async () => {
    const { view } = await open({ 'runs.takes': () => ({ ...all, picture: false, words: false }) });
    expect(view.find('[data-testid=try-file]').exists()).toBe(false);
    expect(view.find('[data-testid=try-title]').exists()).toBe(false);
    expect(view.find('[data-testid=context-search]').exists()).toBe(true);
  });

  it('asks for the words once they are typed, and links the neighbours to their pages', async () => {
    const { view, engineCalls } = await open({});
    await view.find('[data-testid=try-title] input').setValue('a big cat');
    await until(() => view.find('[data-testid=try-near]').exists());
    expect(asked(engineCalls, 'runs.tryItem')).toEqual([
      {
        name: 'r1',
        k: 12,
        item: { title: 'a big cat', text: '', picture: null, contexts: [], links: [], features: null },
      },
    ]);
    expect(view.findAll('[data-testid=try-near] a').map((link) => link.text())).toEqual(
      ['lion', 'tiger'].map((t) => t + t),
    );
  });

  it('hands a picture over as bytes, and takes it away again', async () => {
    const mounted = await open({});
    const { view, engineCalls } = mounted;
    await choose(mounted, new File([Uint8Array.of(1, 2, 255)], 'cat.png'));
    await until(() => view.find('[data-testid=try-near]').exists());
    expect(asked(engineCalls, 'runs.tryItem').at(-1)).toMatchObject({ item: { picture: 'AQL/' } });
    await view.find('[aria-label="Take the picture away"]').trigger('click');
    await flushPromises();
    expect(view.text()).toContain('Its nearest items appear here');
  });

  it('takes a dropped file, and the words of the first row of a table', async () => {
    const { view, engineCalls } = await open({
      'runs.readRow': () => ({ title: 'from a table', text: '', features: null }),
    });
    const file = new File(['title\nx\n'], 'row.csv');
    await view.find('.bench').trigger('drop', { dataTransfer: { files: [file] } });
    await until(() => asked(engineCalls, 'runs.tryItem').length > 0);
    expect(asked(engineCalls, 'runs.tryItem')[0]).toMatchObject({ item: { title: 'from a table' } });
  });

  it('takes a row of numbers and links, asks once the row is there, and shows what the engine says is wrong', async () => {
    const mounted = await open({
      'runs.takes': () => bare,
      'runs.readRow': () => ({ title: '', text: '', features: [1, 0, 2] }),
      'datasets.items': () => ({
        total: 1,
        items: [{ row: 4, id: 'n4', title: '', picture: null, degree: 2 }],
      }),
    });
    const { view, engineCalls } = mounted;
    expect(view.text()).toContain('its features and its links');
    expect(view.text()).toContain('Drop a row of 3 numbers');
    const search = view.find<HTMLInputElement>('[data-testid=item-search]');
    search.element.focus();
    await search.setValue('n');
    await until(() => view.findAll('[role=option]').length === 1);
    await press('Enter');
    await until(() => view.find('[aria-label="Take away n4"]').exists());
    expect(asked(engineCalls, 'runs.tryItem')).toEqual([]);
    await choose(mounted, new File(['1,0,2'], 'row.csv'), 'try-row');
    await until(() => view.find('[data-testid=try-near]').exists());
    expect(asked(engineCalls, 'runs.readRow')).toEqual([{ file: 'row.csv', content: btoa('1,0,2') }]);
    expect(asked(engineCalls, 'runs.tryItem')).toMatchObject([{ item: { features: [1, 0, 2], links: [4] } }]);
    expect(view.text()).toContain('3 numbers, 2 not 0');
    await view.find('[aria-label="Take the features away"]').trigger('click');
    await flushPromises();
    expect(view.text()).toContain('Its nearest items appear here');
  });

  it('refuses what a model does not look at', async () => {
    const mounted = await open({
      'runs.readRow': () => ({ title: '', text: '', features: [1] }),
    });
    await choose(mounted, new File(['1'], 'row.csv'));
    await until(() => mounted.view.find('[role=alert]').exists());
    expect(mounted.view.find('[role=alert]').text()).toContain('which this model does not look at');
    expect(asked(mounted.engineCalls, 'runs.tryItem')).toEqual([]);
  });

  it('refuses a picture that is too large before it reads it, and says what is wrong with a bad one', async () => {
    const mounted = await open({
      'runs.tryItem': () => {
        throw new PinwiseError('bad-picture', 'the picture is empty');
      },
    });
    const { view, engineCalls } = mounted;
    const large = new File([], 'large.png');
    Object.defineProperty(large, 'size', { value: 9 * 2 ** 20 });
    await choose(mounted, large);
    await until(() => view.find('[role=alert]').exists());
    expect(view.find('[role=alert]').text()).toContain('large.png is larger than 8 MiB');
    expect(asked(engineCalls, 'runs.tryItem')).toEqual([]);
    await choose(mounted, new File(['x'], 'bad.png'));
    await until(() => view.find('[role=alert]').text().includes('The picture is empty'));
    expect(view.find('[role=alert]').text()).toContain('Choose another picture');
  });

  it('finds contexts by keyboard: arrows choose, Enter takes, Backspace takes away', async () => {
    const { view, engineCalls } = await open({
      'datasets.contexts': () => ({ total: 2, contexts: [{ ...cats, row: 3, title: 'cattle' }, cats] }),
    });
    const search = view.find<HTMLInputElement>('[data-testid=context-search]');
    search.element.focus();
    await search.setValue('cat');
    await until(() => view.findAll('[role=option]').length === 2);
    await press('ArrowDown');
    await press('Enter');
    await until(() => asked(engineCalls, 'runs.tryItem').length === 1);
    expect(asked(engineCalls, 'runs.tryItem')[0]).toMatchObject({ item: { contexts: [7] } });
    expect(view.find('[aria-label="Take away cats"]').exists()).toBe(true);
    await press('Backspace');
    expect(view.find('[aria-label="Take away cats"]').exists()).toBe(false);
  });

  it('says when the model finds nothing, and why', async () => {
    const { view } = await open({ 'runs.tryItem': () => ({ items: [], notes: ['it brings nothing'] }) });
    await view.find('[data-testid=try-title] input').setValue('qqq');
    await until(() => view.text().includes('The model finds nothing beside it'));
    expect(view.text()).toContain('it brings nothing');
    await view.find('[data-testid=try-clear]').trigger('click');
    await flushPromises();
    expect(view.text()).toContain('Its nearest items appear here');
  });
});
