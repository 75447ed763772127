/**
 * Grades in the raters' window: instructions with what either kind of item is graded, practice with the keys of a trial
 * and feedback that names all right grades, then the first grade that counts. Nothing on the way tells the arms.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { studiesPath } from '../../engine/contract/store-layout.ts';
import { openRecords } from '../../evaluations/records/open-records.ts';
import { makeRatingHome, secrets, study } from './rating-home.ts';
import { enter, screen } from './rater-screens.ts';
import { findSecrets, reachable } from './reachable.ts';
import { newHome, openRater, openStudio, type Studio } from './studio.ts';

const { home, remove } = newHome();
let studio: Studio;
let hidden: string[];

beforeAll(async () => {
  const hash = makeRatingHome(home, { graded: true });
  hidden = [...secrets, study, hash.slice(0, 12)];
  studio = await openStudio({ home });
});
afterAll(async () => {
  await studio.close();
  remove();
});

/** Rows of Ada's in a table of answers, as she gave them. */
function stored(table: 'practice' | 'judgements'): string[] {
  const records = openRecords(join(home, studiesPath));
  try {
    const rows = records.db.prepare(
      `SELECT choice FROM ${table} JOIN raters ON raters.id = rater_id WHERE rater = 'Ada' ORDER BY ${table}.id`,
    );
    return (rows.all() as { choice: string }[]).map(({ choice }) => choice);
  } finally {
    records.close();
  }
}

it('are practised with feedback and then count, by the same keys', async () => {
  const rater = await openRater(studio, study);
  const blind = async (): Promise<void> =>
    expect(findSecrets(await reachable(rater, { study: 's1', rater: 'Ada' }), hidden)).toEqual([]);
  await enter(rater, 'Ada');
  const example = rater.getByTestId('rater-example');
  expect(await example.innerText()).toMatch(/related to it: 2 or 3\s+hardly related: 0 or 1/);
  await rater.keyboard.press('Enter');
  const told: string[] = [];
  for (const done of [0, 1]) {
    await rater.waitForSelector('[data-screen="asking"]');
    expect(await rater.getByTestId('rater-progress').innerText()).toBe(`${done} of 2`);
    expect(await rater.locator('[data-testid="rater-left"] img').count()).toBe(1);
    expect(await rater.getByTestId('rater-right').count()).toBe(0);
    await rater.keyboard.press('3');
    await rater.waitForSelector('[data-screen="feedback"]');
    told.push((await rater.getByTestId('rater-feedback').locator('p').innerText()).trim());
    await blind();
    await rater.keyboard.press('Enter');
  }
  expect(told.sort()).toEqual([
    'Look again: the two are hardly related, so 0 (not at all) or 1 (a little).',
    'Right: the two are related, so 2 (clearly) or 3 (very much).',
  ]);
  await rater.waitForFunction(() => !document.body.innerText.includes('Practice'));
  expect(await screen(rater)).toBe('asking');
  const first = await rater.locator('[data-question]').getAttribute('data-question');
  await rater.keyboard.press('2');
  await rater.waitForFunction(
    (old) => document.querySelector('[data-question]')?.getAttribute('data-question') !== old,
    first,
  );
  await blind();
  expect([stored('practice'), stored('judgements')]).toEqual([['3', '3'], ['2']]);
});
