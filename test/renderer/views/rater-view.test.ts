import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import RaterView from '../../../renderer/views/rater/RaterView.vue';
import { fakeStudio, type Call } from '../fake-studio.ts';

const runs = ['pinsage-emoji-1', 'visual-emoji-2'];
const total = 3;
const fetched: string[] = [];
let done = 0;
let calls: Call[] = [];
let answer: (params: { question: string }) => unknown;
let view: VueWrapper | undefined;

const item = (name: string) => ({ id: name, title: name, picture: `/pictures/emoji/${name}` });
const trial = (at: number) =>
  at < total
    ? {
        question: `q${at}`,
        query: item(`query-${at}`),
        left: [item(`one-${at}`)],
        right: [item(`two-${at}`)],
        progress: { done: at, total },
      }
    : null;
const turn = () => ({
  trial: trial(done),
  next: trial(done + 1),
  progress: { done, total },
  canUndo: done > 0,
});

beforeEach(() => {
  done = 0;
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
    'rater.undo': () => {
      done--;
      return turn();
    },
  }));
});
afterEach(() => view?.unmount());

async function begin(): Promise<VueWrapper> {
  const page = { render: () => null };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page },
      { path: '/study/:study', name: 'study', component: page },
    ],
  });
  view = mount(RaterView, {
    props: { study: `${runs[0]}-against-${runs[1]}` },
    global: { plugins: [router] },
    attachTo: document.body,
  });
  await view.find('input').setValue('Ada');
  await view.find('form').trigger('submit');
  await flushPromises();
  return view;
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
