import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { apart, ratingHandlers, titleForRaters } from '../../../electron/raters/rating.ts';
import type { RatingTurn } from '../../../electron/contract/rating.ts';
import type { RatingHandlers } from '../../../electron/ipc.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { type StudySummary, closeStudy } from '../../../evaluations/records/studies.ts';

const runs = ['pinsage-demo-1', 'visual-demo-1'];
const now = (): Date => new Date('2026-01-05T10:00:00Z');
const item = (id: string) => ({ id, title: id, picture: null });
let home: string;
let records: Records;
let handlers: RatingHandlers;
let leave: () => void;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pinwise-rating-'));
  records = openRecords(join(home, 'studies.sqlite'));
  make('first', 'Which is more related?');
  make('pinsage-demo-1-against-visual-demo-1', 'Does PinSage-demo-1 win?');
  leave = vi.fn();
  const store = { open: () => records, look: () => undefined, close: () => undefined };
  const theme = () => 'dark' as const;
  handlers = ratingHandlers({ store, now, theme, chosen: () => 'first', leave });
});
afterEach(() => {
  records.close();
  rmSync(home, { recursive: true });
});

function make(name: string, title: string): void {
  const names = ['one', 'two', 'three'];
  createStudy(records, {
    design: { name, title, runs, trial: 'pair', k: 1, questions: 3, judgements: 1, seed: 1, gapMinutes: 0 },
    arms: runs.map((run, i) => ({ run, preset: ['pinsage', 'visual'][i], checkpoint: `${i}`.repeat(64) })),
    dataset: 'demo',
    comparisons: names.map((query) => ({
      ...{ pair: ['a', 'b'] as ['a', 'b'], query: item(query) },
      ...{ a: [item(`${query}-x`)], b: [item(`${query}-y`)] },
    })),
    practice: [{ query: item('p'), better: [item('p-good')], worse: [item('p-bad')] }],
    now: now(),
  });
}
/** What any of the methods answers. */
type Answered = RatingTurn & { feedback: unknown; turn: RatingTurn };
const call = async (name: keyof RatingHandlers, params: unknown): Promise<Answered> =>
  (await (handlers[name] as (...given: unknown[]) => unknown)(params, null)) as Answered;
const code = async (name: keyof RatingHandlers, params: unknown): Promise<string> => {
  try {
    await call(name, params);
  } catch (error) {
    const { code: found, message } = error as { code: string; message: string };
    expect(message).toBe('this was not done');
    return found;
  }
  return 'done';
};

it('offers the open studies by title and by a handle that says nothing', async () => {
  expect(await call('rating.offer', {})).toEqual({
    studies: [
      { study: 's1', title: 'Which is more related?' },
      { study: 's2', title: 'Which is more related? (2)' },
    ],
    chosen: 's1',
    theme: 'dark',
  });
  closeStudy(records, 'first', now());
  expect(await call('rating.offer', {})).toMatchObject({ studies: [{ study: 's2' }], chosen: null });
});

it('answers nobody but the rater who is in', async () => {
  await call('rating.offer', {});
  const ada = { study: 's1', rater: 'Ada' };
  expect(await code('rater.turn', ada)).toBe('not-in');
  expect(await call('rater.enter', ada)).toMatchObject({ stage: 'instructions', trial: null });
  expect(await code('rater.turn', ada)).toBe('done');
  expect(await code('rater.turn', { ...ada, rater: 'Bob' })).toBe('not-in');
  expect(await code('rater.undo', { ...ada, study: 's2' })).toBe('not-in');
  await call('rating.away', {});
  expect(await code('rater.turn', ada)).toBe('not-in');
});

it('lets nobody in under a name whose PIN they do not have', async () => {
  await call('rating.offer', {});
  await call('rater.enter', { study: 's1', rater: 'Ada', pin: '1234' });
  expect(await code('rater.enter', { study: 's1', rater: 'Ada' })).toBe('wrong-pin');
  expect(await code('rater.turn', { study: 's1', rater: 'Ada' })).toBe('not-in');
  expect(await code('rater.enter', { study: 's1', rater: 'Ada', pin: '9999' })).toBe('wrong-pin');
  expect(await code('rater.enter', { study: 's1', rater: 'Ada', pin: '1234' })).toBe('done');
});

it('says no name in an error, whatever records say', async () => {
  await call('rating.offer', {});
  const given = { study: 's2', rater: 'Ada', question: 'q9999', choice: 'left', ms: 1 };
  await call('rater.enter', { study: 's2', rater: 'Ada' });
  expect(await code('rater.answer', given)).toBe('no-question');
  closeStudy(records, 'pinsage-demo-1-against-visual-demo-1', now());
  expect(await code('rater.answer', given)).toBe('study-closed');
  expect(await code('rater.enter', { ...given, study: 's7' })).toBe('no-study');
});

it('goes from instructions with a worked example over practice to the first trial', async () => {
  await call('rating.offer', {});
  const ada = { study: 's1', rater: 'Ada' };
  const { example } = await call('rater.enter', ada);
  expect(example).toMatchObject({ query: item('p'), related: [item('p-good')], unrelated: [item('p-bad')] });
  const practice = await call('rater.begin', ada);
  expect(practice).toMatchObject({ stage: 'practice', example: null, progress: { done: 0, total: 1 } });
  const { trial } = practice;
  const better = trial!.left[0].id === 'p-good' ? 'left' : 'right';
  const given = { ...ada, question: trial!.question, choice: better, ms: 900 };
  const told = await call('rater.practise', given);
  expect(told.feedback).toEqual({ right: true, accepted: [better] });
  expect(told.turn).toMatchObject({ stage: 'trial', progress: { done: 0, total: 3 } });
  const answer = { ...given, question: told.turn.trial!.question };
  expect((await call('rater.answer', answer)).progress.done).toBe(1);
  expect((await call('rater.undo', ada)).progress.done).toBe(0);
});

it('leaves when it is asked to, with nobody in', async () => {
  await call('rating.offer', {});
  await call('rater.enter', { study: 's1', rater: 'Ada' });
  await call('rating.leave', {});
  expect(leave).toHaveBeenCalledOnce();
  expect(await code('rater.turn', { study: 's1', rater: 'Ada' })).toBe('not-in');
});

it.each([
  ['Do people like graphs?', 'Do people like graphs?'],
  ['', 'Which is more related?', 'pair'],
  ['', 'How related is it?', 'grade'],
  ['pinsage-demo-1 against the rest', 'Which is more related?'],
  ['Study of VISUAL-DEMO-1', 'Which is more related?'],
  ['Is visual enough?', 'Which is more related?'],
  ['Visually related?', 'Visually related?'],
])('of the title "%s" raters read "%s"', (title, read, trial = 'pair') => {
  const arms = runs.map((run, i) => ({ run, preset: ['pinsage', 'visual'][i], checkpoint: 'c'.repeat(64) }));
  expect(
    titleForRaters({
      ...{ title, trial, name: 'study-1', hash: 'h'.repeat(64), arms },
    } as unknown as StudySummary),
  ).toBe(read);
});

it('numbers equal titles', () => {
  expect(apart(['x', 'y', 'x', 'x'])).toEqual(['x', 'y', 'x (2)', 'x (3)']);
});
