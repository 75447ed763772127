import { flushPromises } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import {
  answers,
  asked,
  begin,
  calls,
  click,
  disk,
  enter,
  open,
  press,
  raterWindow,
  screen,
  tell,
  view,
} from './rater-window.ts';

raterWindow();

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

it('practises grades by their own keys, and says all that are right', async () => {
  Object.assign(disk, { stage: 'instructions', practice: 2, right: ['2', '3'] });
  disk.session = { ...disk.session, trial: 'grade' };
  await begin();
  expect(view.text()).toContain('a green apple is graded 2 or 3');
  await click('rater-begin');
  const told = () => view.get('[data-testid="rater-feedback"]').text();
  expect(view.find('[data-testid="rater-right"]').exists()).toBe(false);
  for (const key of ['1', 'ArrowLeft', '4']) {
    await press(key);
    expect(told()).toContain('Look again: the two are related, so 2 (clearly) or 3 (very much).');
  }
  await click('rater-understood');
  disk.right = ['0', '1'];
  await press('1');
  expect(told()).toContain('Right: the two are hardly related, so 0 (not at all) or 1 (a little).');
  await click('rater-understood');
  expect(asked()).toBe('q0');
  expect(answers()).toEqual([]);
});

it('says with a worked example of grades what each is graded', async () => {
  Object.assign(disk, { stage: 'instructions', practice: 1 });
  disk.session = { ...disk.session, trial: 'grade' };
  const item = (id: string) => ({ id, title: id, picture: null });
  disk.example = { query: item('apple'), related: [item('pear')], unrelated: [item('car')] };
  await begin();
  const example = view.get('[data-testid="rater-example"]').text();
  expect(example).toContain('related to it: 2 or 3');
  expect(example).toContain('hardly related: 0 or 1');
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
