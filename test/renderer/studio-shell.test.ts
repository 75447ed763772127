import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineState } from '../../electron/contract/studio.ts';
import { PinwiseError } from '../../engine/contract/rpc.ts';
import { engine } from '../../renderer/engine-client.ts';
import { useEngineStore } from '../../renderer/stores/engine.ts';
import { useJobsStore } from '../../renderer/stores/jobs.ts';
import { done, useJourneyStore } from '../../renderer/stores/journey.ts';
import { useNoticesStore } from '../../renderer/stores/notices.ts';
import { useSelectionStore } from '../../renderer/stores/selection.ts';
import { useSettingsStore } from '../../renderer/stores/settings.ts';
import { useStudiesStore } from '../../renderer/stores/studies.ts';
import StudioShell from '../../renderer/StudioShell.vue';
import { closePorts, fakeEngine, until } from './fake-engine.ts';
import { dataset, run, study } from './fixtures.ts';
import { mountView, press, type Mounted } from './mount-view.ts';

let mounted: Mounted | undefined;
afterEach(() => {
  mounted?.view.unmount();
  closePorts();
});
const open = async (state: EngineState = { state: 'ready', reason: null, restarts: 0 }): Promise<Mounted> =>
  (mounted = await mountView(StudioShell, {
    engine: {
      'datasets.list': () => [dataset()],
      'runs.list': () => [run('graph-1'), run('visual-1', { createdAt: '2026-01-01T00:00:00Z' })],
    },
    studio: {
      'studies.list': () => [study('study-1')],
      'engine.state': () => state,
      'engine.connect': () => ({}),
    },
  }));
const crumb = (arm: string): string => mounted!.view.get(`[data-testid="crumb-${arm}"]`).text();

it('tells once on other pages that the store of studies is in trouble, and shows the way to its page', async () => {
  const { router, view } = (mounted = await mountView(StudioShell, {
    studio: {
      'studies.list': () => {
        throw new PinwiseError('store-damaged', 'page 3 is malformed');
      },
    },
  }));
  expect(view.text()).toContain('The file of your studies is damaged.');
  expect(view.find('[data-testid="store-trouble"]').exists()).toBe(false);
  await view
    .findAll('button')
    .find((button) => button.text() === 'Show')!
    .trigger('click');
  await until(() => view.find('[data-testid="store-trouble"]').exists());
  expect(router.currentRoute.value.name).toBe('study');
  expect(view.text()).not.toContain('Show');
});

it.each(['study', 'verdict'])(
  'shows on the page "%s" the pair of the study, however it is swapped for Compare',
  async (name) => {
    const { view, router } = await open();
    useSelectionStore().choosePair('visual-1', 'graph-1');
    await router.push({ name: 'compare' });
    expect(view.find('[data-testid="study-crumbs"]').exists()).toBe(false);
    expect(view.find('[data-testid="pick-a"]').text()).toContain('visual-1');
    await router.push({ name, params: { study: 'study-1' } });
    expect([crumb('a'), crumb('b')]).toEqual(['graph-1', 'visual-1']);
    expect(view.find('[data-testid="pick-a"]').exists()).toBe(false);
  },
);

it.each([
  ['no study', [], 'See what they answer to the same query.'],
  ['a study without answers', [study('study-1', { judgements: 0 })], 'Rate its questions'],
  ['a study with answers', [study('study-1')], 'Read what they say'],
])('advises what comes next with two models and %s', async (_, studies, words) => {
  const { view } = await open();
  const store = useStudiesStore();
  store.all = studies;
  await flushPromises();
  expect(view.get('[data-testid="guide"]').text()).toContain(words);
});

describe('the guide', () => {
  const button = () => mounted!.view.find('[data-testid="guide-next"]');
  const step = (): string => mounted!.view.get('[data-testid="guide"] .text').text();

  async function leads(to: string, action: string): Promise<void> {
    const { router } = mounted!;
    await router.push({ name: 'data' });
    expect(button().text()).toBe(action);
    await button().trigger('click');
    await until(() => router.currentRoute.value.path === to);
    expect(step()).not.toBe('');
    expect(button().exists()).toBe(false);
  }

  it('has no button for the page that one is on', async () => {
    await open();
    useStudiesStore().all = [];
    await leads('/compare', 'Compare them');
    useSettingsStore().remember(done.compared, true);
    await leads('/study/new', 'Make a study');
  });

  it('leads to the first study that is open, and not again to it', async () => {
    const { router } = await open();
    useStudiesStore().all = [study('old', { judgements: 0 }), study('older', { judgements: 0 })];
    await leads('/study/old', 'Rate');
    await router.push('/study');
    expect(button().exists()).toBe(false);
    await router.push('/study/older');
    expect(button().exists()).toBe(true);
  });

  it.each([
    ['running', 'Watch it', 'learning'],
    ['cancelled', 'Look at it', 'not finished'],
  ] as const)('leads to the page of a first model that is %s', async (state, action, words) => {
    mounted = await mountView(StudioShell, {
      engine: { 'datasets.list': () => [dataset()], 'runs.list': () => [run('graph-1', { state })] },
    });
    expect(step()).toContain(words);
    await leads('/models/run/graph-1', action);
  });

  it('leads to a second model that is learning, and the bar above says that there is none yet', async () => {
    const second = run('visual-1', { state: 'running' });
    mounted = await mountView(StudioShell, {
      engine: { 'datasets.list': () => [dataset()], 'runs.list': () => [run('graph-1'), second] },
    });
    expect(step()).toContain('second model is learning');
    expect(mounted.view.get('.crumbs').text()).toContain('no second model yet');
    await leads('/models/run/visual-1', 'Watch it');
  });

  it('ends once a verdict with answers was read, and begins anew where that is wanted', async () => {
    await open();
    useStudiesStore().all = [study('new-one', { judgements: 0 }), study('judged')];
    await leads('/verdict/judged', 'See the verdict');
    useSettingsStore().remember(done.read, true);
    await flushPromises();
    expect(mounted!.view.find('[data-testid="guide"]').exists()).toBe(false);
    useJourneyStore().restart();
    await flushPromises();
    expect(step()).toContain('Read what they say');
  });
});

it('says that there is no data set only once that is known', async () => {
  const { view } = (mounted = await mountView(StudioShell, {}));
  expect(view.text()).toContain('No data set yet');
  mounted.view.unmount();
  const failing = () => Promise.reject(new PinwiseError('engine-starting', 'not yet'));
  mounted = await mountView(StudioShell, { engine: { 'datasets.list': failing } });
  expect(mounted.view.text()).not.toContain('No data set yet');
});

it('lets one choose the pair of a draft', async () => {
  const { view, router } = await open();
  await router.push({ name: 'study', params: { study: 'new' } });
  expect(view.find('[data-testid="study-crumbs"]').exists()).toBe(false);
  expect(view.find('[data-testid="pick-a"]').exists()).toBe(true);
});

it.each([
  ['verdict', '/verdict'],
  ['new study', '/study/new'],
])('opens the palette with Ctrl+K and runs what is chosen by "%s"', async (typed, path) => {
  const { router } = await open();
  await press('k', { ctrlKey: true });
  const input = document.querySelector<HTMLInputElement>('[role="dialog"] input')!;
  input.value = typed;
  input.dispatchEvent(new Event('input'));
  await flushPromises();
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  await until(() => router.currentRoute.value.path === path);
});

it('names every button that shows only an icon', async () => {
  const { view } = await open();
  const nameless = view
    .findAll('button')
    .filter(
      (one) => one.text() === '' && !one.attributes('aria-label') && !one.attributes('aria-labelledby'),
    );
  expect(nameless.map((one) => one.html())).toEqual([]);
});

it('says at the foot, and only there, that the engine could not be started', async () => {
  const { view } = await open({ state: 'failed', reason: 'no memory', restarts: 3 });
  const never = () => new Promise<never>(() => undefined);
  const silent = fakeEngine({ 'jobs.list': never });
  engine.attach(silent.port);
  useJobsStore().start();
  await until(() => silent.calls.some(({ name }) => name === 'jobs.list'));
  await useEngineStore().start();
  await flushPromises();
  expect(view.text()).toContain('Engine could not be started (no memory)');
  expect(useNoticesStore().all).toEqual([]);
});

it('says what is wrong when the list of jobs cannot be had', async () => {
  await open();
  const notices = useNoticesStore();
  useJobsStore().start();
  await until(() => notices.all.some(({ text }) => /no fake for jobs\.list/i.test(text)));
});

it.each([
  [{ name: 'wasm', cure: 'npm run setup', device: null }, 'wasm 2.0, faster with: npm run setup'],
  [{ name: 'tensorflow', cure: null, device: { kind: 'gpu', name: 'A card' } }, 'tensorflow 2.0, A card'],
])('says at the bottom what computes, and what would be faster', async (told, words) => {
  const report = { version: '2.0', why: 'because', available: [], ...told };
  mounted = await mountView(StudioShell, { engine: { 'backend.report': () => report as never } });
  useEngineStore().backend = report as never;
  await flushPromises();
  expect(mounted.view.get('[data-testid="backend"]').text()).toBe(words);
});
