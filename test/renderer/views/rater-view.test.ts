import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import RaterView from '../../../renderer/views/rater/RaterView.vue';
import { useStudiesStore } from '../../../renderer/stores/studies.ts';
import { fakeStudio, type Call } from '../fake-studio.ts';
import { study } from '../fixtures.ts';

const runs = ['pinsage-emoji-1', 'visual-emoji-2'];
const studyName = `${runs[0]}-against-${runs[1]}`;
let total = 3;
let listLength = 1;
const fetched: string[] = [];
let done = 0;
let calls: Call[] = [];
let answer: (params: { question: string }) => unknown;
let undo: () => unknown;
let closed = false;
let view: VueWrapper | undefined;

const item = (name: string) => ({ id: name, title: name, picture: `/pictures/emoji/${name}` });
const side = (name: string, at: number) =>
  Array.from({ length: listLength }, (_, rank) =>
    item(rank === 0 ? `${name}-${at}` : `${name}-${at}-${rank}`),
  );
const trial = (at: number) =>
  at < total
    ? {
        question: `q${at}`,
        query: item(`query-${at}`),
        left: side('one', at),
        right: side('two', at),
        progress: { done: at, total },
      }
    : null;
const turn = () => ({
  trial: closed ? null : trial(done),
  next: closed ? null : trial(done + 1),
  progress: { done, total },
  canUndo: done > 0,
});

beforeEach(() => {
  done = 0;
  total = 3;
  listLength = 1;
  undo = () => {
    done--;
    return turn();
  };
  closed = false;
  fetched.length = 0;
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal(
    'Image',
    class {
      set src(address: string) {
        fetched.push(address);
      }
      decode = () => Promise.resolve();
    },
  );
  setActivePinia(createPinia());
  answer = () => {
    done++;
    return turn();
  };
  ({ calls } = fakeStudio({
    'window.fullScreen': () => ({}),
    'settings.write': () => ({}),
    'rater.turn': turn,
    'rater.answer': (params: { question: string }) => answer(params),
    'rater.undo': () => undo(),
  }));
});
afterEach(() => view?.unmount());

function mountRater(): void {
  const page = { render: () => null };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page },
      { path: '/study/:study', name: 'study', component: page },
    ],
  });
  view = mount(RaterView, {
    props: { study: studyName },
    global: { plugins: [router] },
    attachTo: document.body,
  });
}
async function begin(): Promise<void> {
  mountRater();
  await view!.find('input').setValue('Ada');
  await view!.find('form').trigger('submit');
  await flushPromises();
}
const press = async (key: string, more: KeyboardEventInit = {}): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));
  await flushPromises();
};
const asked = () => view!.find('[data-question]').attributes('data-question');
const answers = () => calls.filter(({ name }) => name === 'rater.answer').map(({ params }) => params.choice);

it('takes 1, 0, 2 and the arrows as left, equal, right', async () => {
  await begin();
  for (const key of ['1', '0', 'ArrowRight']) await press(key);
  expect(answers()).toEqual(['left', 'equal', 'right']);
  expect(view!.attributes('data-screen')).toBe('thanks');
});

it('shows the next question only when the answer is stored, and ignores keys until then', async () => {
  await begin();
  let stored: () => void = () => undefined;
  answer = () => new Promise((resolve) => (stored = () => (done++, resolve(turn()))));
  await press('1');
  expect(asked()).toBe('q0');
  await press('2');
  expect(answers()).toEqual(['left']);
  stored();
  await flushPromises();
  expect(asked()).toBe('q1');
});

it('ignores a key that is held down', async () => {
  await begin();
  await press('1', { repeat: true });
  expect(answers()).toEqual([]);
});

it('fetches the pictures of the next question while this one is shown', async () => {
  await begin();
  expect(asked()).toBe('q0');
  expect(fetched).toContain('/pictures/emoji/query-1');
  expect(fetched).toContain('/pictures/emoji/two-1');
});

it('takes the last answer back with Ctrl+Z', async () => {
  await begin();
  await press('1');
  expect(asked()).toBe('q1');
  await press('z', { ctrlKey: true });
  expect(asked()).toBe('q0');
});

it('has no name of a run or of the study, and no arm, in its page', async () => {
  await begin();
  const page = document.body.innerHTML;
  for (const run of runs) expect(page).not.toContain(run);
  const marks = [...view!.element.querySelectorAll('*')].flatMap((one) => [...one.classList]);
  expect(marks.filter((one) => ['a', 'b', 'win', 'lose'].includes(one))).toEqual([]);
});

it('says that the answer was not stored when the disk is full, and keeps the question', async () => {
  await begin();
  answer = () => {
    throw new PinwiseError('store-full', 'the disk is full');
  };
  await press('1');
  expect(asked()).toBe('q0');
  expect(view!.text()).toContain('not stored');
});

it('asks again where it stands when the question was answered elsewhere', async () => {
  await begin();
  answer = () => {
    done = 2;
    throw new PinwiseError('already-answered', 'answered already');
  };
  await press('1');
  expect(asked()).toBe('q2');
  expect(view!.find('[role="alert"]').exists()).toBe(false);
});

it('pauses with Escape, takes no answer then, and goes on with the same question', async () => {
  await begin();
  await press('Escape');
  await press('1');
  expect(view!.attributes('data-screen')).toBe('paused');
  expect(answers()).toEqual([]);
  await press('Escape');
  expect(asked()).toBe('q0');
});

it('lays lists side by side in full, in their order', async () => {
  listLength = 4;
  await begin();
  for (const [where, name] of [
    ['left', 'one'],
    ['right', 'two'],
  ]) {
    const shown = view!.findAll(`[data-testid="rater-${where}"] img`).map((image) => image.attributes('alt'));
    expect(shown).toEqual([`${name}-0`, `${name}-0-1`, `${name}-0-2`, `${name}-0-3`]);
  }
  expect(fetched).toContain('/pictures/emoji/two-1-3');
});

it.each([
  ['pair', 'two below it'],
  ['lists', 'two lists of pictures below it'],
] as const)('before the first of a study of %s speaks of "%s"', async (kind, words) => {
  useStudiesStore().all = [study(studyName, { trial: kind })];
  mountRater();
  await flushPromises();
  expect(view!.get('[data-testid="rater-task"]').text()).toContain(words);
});

it('rests after 50 answers, takes none meanwhile, and goes on with the 51st', async () => {
  total = 120;
  await begin();
  for (let at = 0; at < 49; at++) await press('1');
  expect(view!.attributes('data-screen')).toBe('asking');
  await press('1');
  expect(view!.attributes('data-screen')).toBe('rest');
  await press('1');
  expect(answers()).toHaveLength(50);
  await view!.get('[data-testid="rater-go-on"]').trigger('click');
  expect(asked()).toBe('q50');
  for (let at = 0; at < 50; at++) await press('2');
  expect(answers()).toHaveLength(100);
  expect(view!.attributes('data-screen')).toBe('rest');
});

it('says that the study is closed when it was closed meanwhile, and how many answers count', async () => {
  await begin();
  await press('1');
  answer = () => {
    closed = true;
    throw new PinwiseError('study-closed', 'the study is closed');
  };
  await press('2');
  expect(view!.attributes('data-screen')).toBe('closed');
  expect(view!.text()).toContain('The 1 that you gave are stored and count.');
  await press('z', { ctrlKey: true });
  expect(calls.map(({ name }) => name)).not.toContain('rater.undo');
});

it('says of a failed undo that the answer is still stored, and keeps the question', async () => {
  await begin();
  await press('1');
  undo = () => {
    throw new PinwiseError('store-busy', 'the store is busy');
  };
  await press('z', { ctrlKey: true });
  expect(asked()).toBe('q1');
  expect(view!.text()).toContain('The last answer was not taken back; it is stored');
  expect(view!.text()).not.toContain('This answer was not stored');
  await press('2');
  expect(view!.find('[role="alert"]').exists()).toBe(false);
  expect(answers()).toEqual(['left', 'right']);
});

it('takes back the last answer from the thanks', async () => {
  total = 1;
  await begin();
  await press('1');
  expect(view!.attributes('data-screen')).toBe('thanks');
  await press('z', { ctrlKey: true });
  expect(asked()).toBe('q0');
});

it('asks nothing of the engine, and of the main process only what a rater may see', async () => {
  await begin();
  await press('1');
  await press('z', { ctrlKey: true });
  const names = new Set(calls.map(({ name }) => name));
  names.delete('settings.write');
  expect([...names].sort()).toEqual(['rater.answer', 'rater.turn', 'rater.undo', 'window.fullScreen']);
});
