import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import RaterView from '../../../renderer/views/rater/RaterView.vue';
import { fakeRating, type Disk } from '../fake-rating.ts';
import type { Call } from '../fake-studio.ts';

const fetched: string[] = [];
let disk: Disk;
let calls: Call[];
let tell: (name: string) => void;
let view: VueWrapper;

beforeEach(() => {
  fetched.length = 0;
  vi.stubGlobal(
    'Image',
    class {
      set src(address: string) {
        fetched.push(address);
      }
      decode = () => Promise.resolve();
    },
  );
  ({ disk, calls, tell } = fakeRating());
});
afterEach(() => {
  view.unmount();
  vi.useRealTimers();
});

async function open(): Promise<void> {
  view = mount(RaterView, { attachTo: document.body });
  await flushPromises();
}
async function enter(name = 'Ada', pin = ''): Promise<void> {
  await view.get('#rater-name').setValue(name);
  await view.get('#rater-pin').setValue(pin);
  await view.get('form').trigger('submit');
  await flushPromises();
}
async function begin(): Promise<void> {
  await open();
  await enter();
}
const press = async (key: string, more: KeyboardEventInit = {}): Promise<void> => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));
  window.dispatchEvent(new KeyboardEvent('keyup', { key }));
  await flushPromises();
};
const click = async (id: string): Promise<void> => {
  await view.get(`[data-testid="${id}"]`).trigger('click');
  await flushPromises();
};
const screen = () => view.attributes('data-screen');
const asked = () => view.get('[data-question]').attributes('data-question');
const answers = () => calls.filter(({ name }) => name === 'rater.answer').map(({ params }) => params.choice);

it('takes 1, 0, 2 and the arrows as left, equal, right', async () => {
  await begin();
  for (const key of ['1', '0', 'ArrowRight']) await press(key);
  expect(answers()).toEqual(['left', 'equal', 'right']);
  expect(screen()).toBe('thanks');
});

it('takes digits where they need Shift, and on a number pad without Num Lock', async () => {
  await begin();
  await press('&', { code: 'Digit1' });
  await press('Insert', { code: 'Numpad0' });
  expect(answers()).toEqual(['left', 'equal']);
});

it('splits "equal" into both poor (9) and both good (0) where the study does', async () => {
  disk.session = { ...disk.session, equal: 'split' };
  disk.total = 4;
  await begin();
  expect(view.findAll('.trial kbd').map((key) => key.text())).toEqual(['1', '9', '0', '2']);
  for (const key of ['9', '0', 'ArrowDown', 'ArrowUp']) await press(key);
  expect(answers()).toEqual(['both-poor', 'both-good', 'both-poor', 'both-good']);
});

it('grades single items from 0 to 3, and takes no arrow', async () => {
  disk.session = { ...disk.session, trial: 'grade' };
  await begin();
  expect(view.find('[data-testid="rater-right"]').exists()).toBe(false);
  await press('ArrowLeft');
  for (const key of ['0', '4', '3']) await press(key);
  expect(answers()).toEqual(['0', '3']);
});

it('shows the next question only when the answer is stored, and ignores keys until then', async () => {
  await begin();
  disk.held = [];
  await press('1');
  expect(asked()).toBe('q0');
  await press('2');
  expect(answers()).toEqual(['left']);
  disk.held[0]();
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
  expect(fetched).toContain('pictures/emoji/query-q1');
  expect(fetched).toContain('pictures/emoji/two-q1');
});

it('takes the last answer back with Ctrl+Z, also from the thanks', async () => {
  await begin();
  await press('1');
  expect(asked()).toBe('q1');
  await press('z', { ctrlKey: true });
  expect(asked()).toBe('q0');
  for (const key of ['1', '1', '1']) await press(key);
  expect(screen()).toBe('thanks');
  await press('z', { ctrlKey: true });
  expect(asked()).toBe('q2');
});

it('asks for consent, shows instructions, practises with feedback, then counts', async () => {
  Object.assign(disk, { stage: 'consent', practice: 2 });
  disk.session = { ...disk.session, consent: 'You agree?', instructions: 'Look at the shape.' };
  await begin();
  expect(screen()).toBe('consent');
  expect(view.text()).toContain('You agree?');
  await press('1');
  await click('rater-consent');
  expect(view.text()).toContain('Look at the shape.');
  await click('rater-begin');
  expect(view.text()).toContain('Practice, 0 of 2');
  await press('1');
  expect(screen()).toBe('feedback');
  expect(view.get('[data-testid="rater-feedback"]').text()).toContain('Right: the left one is more related.');
  await press('2');
  await click('rater-understood');
  await press('2');
  expect(view.get('[data-testid="rater-feedback"]').text()).toContain('Look again: the left one');
  expect(view.get('[data-testid="rater-left"]').classes()).toContain('chosen');
  await click('rater-understood');
  expect(asked()).toBe('q0');
  expect(answers()).toEqual([]);
});

it('shows the instructions again when main says so after a pause', async () => {
  await begin();
  await press('Escape');
  disk.stage = 'instructions';
  await click('rater-go-on');
  expect(screen()).toBe('instructions');
});

it('asks first whether the question still stands when an answer took very long', async () => {
  await begin();
  const late = performance.now() + 40_000;
  vi.spyOn(performance, 'now').mockReturnValue(late);
  disk.stage = 'instructions';
  await press('1');
  vi.restoreAllMocks();
  expect(screen()).toBe('instructions');
  expect(answers()).toEqual([]);
});

it('says a missing and a wrong PIN beside its field', async () => {
  disk.pin = '1234';
  await open();
  await enter('Ada');
  expect(view.get('[role="alert"]').text()).toContain('This name has a PIN');
  await enter('Ada', '99');
  expect(view.get('[role="alert"]').text()).toContain('four to eight digits');
  await enter('Ada', '9999');
  expect(view.get('[role="alert"]').text()).toContain('not the PIN of this name');
  expect(view.get<HTMLInputElement>('#rater-pin').element.value).toBe('');
  await enter('Ada', '1234');
  expect(screen()).toBe('asking');
});

it('leaves the choice of a study where there are several, none where there is none', async () => {
  disk.studies = [
    { study: 's1', title: 'One' },
    { study: 's2', title: 'Two' },
  ];
  await open();
  expect(screen()).toBe('studies');
  await view.findAll('[data-testid="rater-study"]')[1].trigger('click');
  await enter();
  expect(calls.find(({ name }) => name === 'rater.enter')?.params).toEqual({ study: 's2', rater: 'Ada' });
  view.unmount();
  disk.studies = [];
  await open();
  expect(view.text()).toContain('No study is open');
});

it('says when the studies cannot be read, and tries again', async () => {
  disk.broken['rating.offer'] = 'store-damaged';
  await open();
  expect(view.get('[role="alert"]').text()).toContain(
    'cannot be read. Every answer that was given is stored.',
  );
  await click('rater-retry');
  expect(screen()).toBe('hello');
});

it('forgets one rater before the next', async () => {
  await begin();
  await press('1');
  await press('Escape');
  await click('rater-next');
  expect(screen()).toBe('hello');
  expect(calls.at(-2)?.name).toBe('rating.away');
  expect(document.body.innerHTML).not.toContain('Ada');
  expect(view.get<HTMLInputElement>('#rater-name').element.value).toBe('');
});

it('says that the answer was not stored when the disk is full, keeps the question, and tries again', async () => {
  await begin();
  await press('1');
  disk.broken['rater.answer'] = 'store-full';
  await press('2');
  expect(asked()).toBe('q1');
  expect(view.get('[data-testid="rater-trouble"]').text()).toContain(
    'The disk is full. This answer was not stored. The one before it is stored and safe.',
  );
  await click('rater-retry');
  expect(asked()).toBe('q2');
  expect(answers()).toEqual(['left', 'right', 'right']);
  expect(view.find('[role="alert"]').exists()).toBe(false);
});

it('says of a failed undo that the answer is still stored, and keeps the question', async () => {
  await begin();
  await press('1');
  disk.broken['rater.undo'] = 'store-busy';
  await press('z', { ctrlKey: true });
  expect(asked()).toBe('q1');
  expect(view.text()).toContain('The last answer was not taken back; it is stored');
  await press('2');
  expect(view.find('[role="alert"]').exists()).toBe(false);
});

it('asks again where it stands when the question was answered elsewhere', async () => {
  await begin();
  disk.broken['rater.answer'] = 'already-answered';
  disk.done = 2;
  await press('1');
  expect(asked()).toBe('q2');
  expect(view.find('[role="alert"]').exists()).toBe(false);
});

it('says that the study was closed meanwhile, and how many answers count', async () => {
  await begin();
  await press('1');
  disk.broken['rater.answer'] = 'study-closed';
  disk.stage = 'closed';
  await press('2');
  expect(screen()).toBe('closed');
  expect(view.text()).toContain('The 1 that you gave are stored and count.');
});

it('pauses with Escape and when the window is to be closed, takes no answer then, and goes on', async () => {
  await begin();
  for (const stop of [() => press('Escape'), async () => tell('rating.pause')]) {
    await stop();
    await press('1');
    expect(screen()).toBe('paused');
    expect(answers()).toEqual([]);
    await press('Escape');
    expect(asked()).toBe('q0');
  }
});

it('rests as often as the design says, takes no answer meanwhile, and never where it says 0', async () => {
  disk.session = { ...disk.session, breakEvery: 2 };
  disk.total = 6;
  await begin();
  await press('1');
  await press('1');
  expect(screen()).toBe('rest');
  await press('1');
  expect(answers()).toHaveLength(2);
  await click('rater-go-on');
  expect(asked()).toBe('q2');
  await press('1');
  await press('1');
  expect(screen()).toBe('rest');
  view.unmount();
  disk.session = { ...disk.session, breakEvery: 0 };
  disk.done = 0;
  await begin();
  for (let at = 0; at < 5; at++) await press('2');
  expect(asked()).toBe('q5');
});

it('makes a picture large with Z, goes to the others by arrows, and takes no answer meanwhile', async () => {
  await begin();
  await press('z');
  const large = () => view.get('[data-testid="rater-zoom"] img').attributes('alt');
  expect(large()).toBe('query-q0');
  await press('ArrowRight');
  expect(large()).toBe('one-q0');
  await press('1');
  expect(answers()).toEqual([]);
  await press('Escape');
  expect(view.find('[data-testid="rater-zoom"]').exists()).toBe(false);
  expect(screen()).toBe('asking');
  await view.get('[data-testid="rater-right"] button').trigger('click');
  expect(large()).toBe('two-q0');
});

it('shows in words what a picture is when T is pressed, and hides it again', async () => {
  await begin();
  expect(view.text()).not.toContain('one-q0!');
  await press('t');
  expect(view.text()).toContain('one-q0!');
  await press('t');
  expect(view.text()).not.toContain('one-q0!');
});

it('lays lists side by side in full, in their order', async () => {
  disk.listLength = 4;
  await begin();
  for (const [where, name] of [
    ['left', 'one-q0'],
    ['right', 'two-q0'],
  ]) {
    const shown = view.findAll(`[data-testid="rater-${where}"] img`).map((image) => image.attributes('alt'));
    expect(shown).toEqual([name, `${name}-1`, `${name}-2`, `${name}-3`]);
  }
  expect(fetched).toContain('pictures/emoji/two-q1-3');
});

it('gives both sides the same attributes, but for the side, the picture and its title', async () => {
  await begin();
  const plain = (side: string, name: string): string =>
    view.get(`[data-testid="rater-${side}"]`).html().replaceAll(name, '*').replaceAll(side, 'side');
  expect(plain('left', 'one-q0')).toBe(plain('right', 'two-q0'));
});

it('leaves only when Escape is held for a while', async () => {
  await begin();
  vi.useFakeTimers();
  const left = () => calls.some(({ name }) => name === 'rating.leave');
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
  vi.advanceTimersByTime(1000);
  window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Escape' }));
  vi.advanceTimersByTime(5000);
  expect(left()).toBe(false);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true }));
  vi.advanceTimersByTime(2000);
  expect(left()).toBe(true);
});

it('tells main of nothing but the rating', async () => {
  await begin();
  await press('1');
  await press('z', { ctrlKey: true });
  const names = new Set(calls.map(({ name }) => name));
  expect([...names].sort()).toEqual(['rater.answer', 'rater.enter', 'rater.undo', 'rating.offer']);
});
