/**
 * A study from another machine, rated in the real window: nothing that its renderer can reach tells the arms, and nothing
 * of the machine that it came from is there but what is shown. What they answer goes home.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { picturePath, studiesPath } from '../../engine/contract/store-layout.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { exportAnswers } from '../../evaluations/records/portable/export-answers.ts';
import { exportStudy } from '../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../evaluations/records/portable/import-study.ts';
import { mergeAnswers } from '../../evaluations/records/portable/merge-answers.ts';
import { unseal } from '../../evaluations/records/portable/sealed-file.ts';
import { studyReport } from '../../evaluations/records/study-report.ts';
import { enter, next, practise, screen } from './rater-screens.ts';
import { makeRatingHome, questions, secrets, study } from './rating-home.ts';
import { findSecrets, reachable } from './reachable.ts';
import { newHome, openRater, openStudio } from './studio.ts';

const { home: root, remove } = newHome();
afterAll(remove);
const [home, away] = [join(root, 'home'), join(root, 'away')];

function within<T>(folder: string, work: (records: Records) => T): T {
  const records = openRecords(join(folder, studiesPath));
  try {
    return work(records);
  } finally {
    records.close();
  }
}

function carry(): string {
  makeRatingHome(home);
  const { bytes } = within(home, (records) =>
    exportStudy(records, study, (address) => {
      const [, dataset, row] = address.split('/');
      return readFileSync(join(home, picturePath(dataset, Number(row))));
    }),
  );
  const file = Object.values(unseal(bytes, 'study', 'carried').parts)
    .map((part) => Buffer.from(part).toString('latin1'))
    .join('\n');
  expect(file).toContain('item 1');
  expect(findSecrets({ file }, secrets)).toEqual([]);
  mkdirSync(away);
  return within(away, (records) => importStudy(records, { bytes, file: 'carried', now: new Date() }).study);
}

it('holds nothing that tells the arms or where it came from, and its answers go home', async () => {
  const name = carry();
  const studio = await openStudio({ home: away });
  const who = { study: 's1', rater: 'Ada' };
  let answered = 0;
  try {
    const rater = await openRater(studio, name);
    const look = async (): Promise<void> => {
      expect(
        findSecrets(await reachable(rater, who), [...secrets, study]),
        (await screen(rater)) ?? '',
      ).toEqual([]);
    };
    await look();
    await enter(rater, who.rater);
    await practise(rater);
    await look();
    for (; (await screen(rater)) === 'asking'; answered++) await next(rater);
    await look();
  } finally {
    await studio.close();
  }
  expect(answered).toBe(questions + 6);
  const { bytes } = within(away, (records) => exportAnswers(records, name));
  const before = within(home, (records) => studyReport(records, study).judgements);
  const merged = within(home, (records) => mergeAnswers(records, { study, bytes, file: 'answers' }));
  expect(merged.added).toBe(questions + 6);
  expect(within(home, (records) => studyReport(records, study).judgements)).toBe(before + questions);
});
