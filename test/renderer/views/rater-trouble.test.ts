import { expect, it } from 'vitest';
import {
  answers,
  asked,
  begin,
  click,
  disk,
  enter,
  open,
  press,
  raterWindow,
  screen,
  view,
} from './rater-window.ts';

raterWindow();

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

it('says when the studies cannot be read, and tries again', async () => {
  disk.broken['rating.offer'] = 'store-damaged';
  await open();
  expect(view.get('[role="alert"]').text()).toContain(
    'cannot be read. Every answer that was given is stored.',
  );
  await click('rater-retry');
  expect(screen()).toBe('hello');
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
