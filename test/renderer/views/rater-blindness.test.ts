/** The whole window while somebody rates: its document with every attribute, its title, its address. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import App from '../../../renderer/App.vue';
import { router as ours } from '../../../renderer/router.ts';
import { useRunsStore } from '../../../renderer/stores/runs.ts';
import { useStudiesStore } from '../../../renderer/stores/studies.ts';
import { engine } from '../../../renderer/engine-client.ts';
import { closePorts, fakeEngine, until } from '../fake-engine.ts';
import { fakeStudio } from '../fake-studio.ts';
import { run, study } from '../fixtures.ts';
import { press, stubBrowser } from '../mount-view.ts';

const arms = [
  { arm: 'a' as const, run: 'graph-emoji-1', preset: 'preset-of-a', checkpoint: 'abc123abc123' },
  { arm: 'b' as const, run: 'looks-emoji-2', preset: 'preset-of-b', checkpoint: 'def456def456' },
];
const title = 'Do graphs help?';
const secrets = [...arms.flatMap((one) => [one.run, one.preset, one.checkpoint]), title, study('x').hash];
const item = (name: string) => ({ id: name, title: name, picture: `/pictures/emoji/${name}` });
let done = 0;
const total = 52;
const trial = (at: number) =>
  at < total
    ? {
        question: `q${at}`,
        query: item(`query-${at}`),
        // The arms change sides, as they are dealt.
        left: [item(`${at % 2 ? 'x' : 'y'}-${at}`)],
        right: [item(`${at % 2 ? 'y' : 'x'}-${at}`)],
        progress: { done: at, total },
      }
    : null;
const turn = () => ({
  trial: trial(done),
  next: trial(done + 1),
  progress: { done, total },
  canUndo: done > 0,
});

let view: VueWrapper | undefined;
afterEach(() => {
  view?.unmount();
  closePorts();
});

async function openRater() {
  done = 0;
  stubBrowser();
  vi.stubGlobal(
    'Image',
    class {
      decode = () => Promise.resolve();
    },
  );
  setActivePinia(createPinia());
  fakeStudio({
    'window.fullScreen': () => ({}),
    'settings.write': (settings) => settings,
    'studies.list': () => [study('study-1', { title, arms })],
    'rater.turn': turn,
    'rater.answer': () => (done++, turn()),
    'rater.undo': () => (done--, turn()),
  });
  const fake = fakeEngine({
    'runs.list': () => arms.map((one) => run(one.run, { preset: one.preset })),
    'presets.list': () => [],
  });
  engine.attach(fake.port);
  // The window knows the arms: the pages before this one showed them.
  await Promise.all([useStudiesStore().refresh(), useRunsStore().refresh()]);
  const router = createRouter({ history: createMemoryHistory(), routes: [...ours.options.routes] });
  await router.push({ name: 'rater', params: { study: 'study-1' } });
  view = mount(App, { global: { plugins: [router] }, attachTo: document.body });
  await flushPromises();
  return router;
}
const screen = (): string | undefined => view!.find('[data-testid="rater"]').attributes('data-screen');

it('tells an arm nowhere in the document, its title or its address, from the first screen to the last', async () => {
  const router = await openRater();
  const seen = new Set<string>();
  const look = (): void => {
    seen.add(screen()!);
    // Everything that is there: text, every attribute (src, alt, aria-label, title, data, style, class), the head.
    const whole = `${document.documentElement.outerHTML} ${document.title} ${router.currentRoute.value.fullPath}`;
    for (const secret of secrets) expect(whole.includes(secret), `"${secret}" at ${screen()}`).toBe(false);
  };
  look();
  await view!.get('input').setValue('Ada');
  await view!.get('form').trigger('submit');
  await flushPromises();
  for (let at = 0; at < 50; at++) {
    look();
    await press(['1', '0', '2'][at % 3]);
  }
  look();
  await view!.get('[data-testid="rater-go-on"]').trigger('click');
  await press('Escape');
  look();
  await press('Escape');
  await press('1');
  await press('2');
  look();
  expect([...seen]).toEqual(['hello', 'asking', 'rest', 'paused', 'thanks']);
});

it('would find an arm: the study page of the same window shows both', async () => {
  const router = await openRater();
  await router.push({ name: 'study', params: { study: 'study-1' } });
  // The page is fetched when it is first wanted.
  await until(() => view!.find('[data-testid="study"]').exists());
  const whole = document.documentElement.outerHTML;
  for (const { run: name } of arms) expect(whole).toContain(name);
  expect(whole).toContain(title);
});

it('shows nothing of the shell around a question: no path, no breadcrumb, no palette', async () => {
  await openRater();
  expect(view!.findAll('nav, [data-testid="study-crumbs"], [data-testid="job-tray"]')).toEqual([]);
  await press('k', { ctrlKey: true });
  expect(document.querySelector('[role="dialog"], [role="combobox"]')).toBeNull();
});

it('gives both sides the same attributes, but for the side, the picture and its title', async () => {
  await openRater();
  await view!.get('input').setValue('Ada');
  await view!.get('form').trigger('submit');
  await flushPromises();
  const plain = (side: string, name: string): string =>
    view!.get(`[data-testid="rater-${side}"]`).html().replaceAll(name, '*').replaceAll(side, 'side');
  for (let at = 0; at < 4; at++) {
    const [left, right] = [trial(at)!.left[0].id, trial(at)!.right[0].id];
    expect(plain('left', left)).toBe(plain('right', right));
    await press('1');
  }
});
