/** A study is made, taken in from another machine, sent there as a file, and gets its answers back, before or after it is closed. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { writeGiven } from '../../engine/cli/given-file.ts';
import { readJudgedStudy } from '../../evaluations/records/judged-study.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { exportAnswers } from '../../evaluations/records/portable/export-answers.ts';
import { exportStudy } from '../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../evaluations/records/portable/import-study.ts';
import { mergeAnswers } from '../../evaluations/records/portable/merge-answers.ts';
import { mergeAsNextVersion } from '../../evaluations/records/portable/next-version.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { all } from '../../evaluations/records/sqlite.ts';
import { closeStudy, listStudies } from '../../evaluations/records/studies.ts';
import { durableStudy } from '../engine/cli/durable-study.ts';
import { type Scenario, at, storeOf } from './scenario.ts';
import { QUESTIONS } from './session-plan.ts';

function within<T>(store: string, work: (records: Records) => T): T {
  const records = openRecords(store);
  try {
    return work(records);
  } finally {
    records.close();
  }
}

const questionsIn = (records: Records): number => all(records.db, 'SELECT id FROM questions').length;

const carriedBytes = (store: string): Uint8Array =>
  within(store, (records) => exportStudy(records, 'durable', () => null).bytes);

export const created: Scenario = {
  name: 'study',
  words: (place) => ['create', storeOf(place)],
  prepare: (place) => within(storeOf(place), () => undefined),
  look(place, acknowledged) {
    const found = within(storeOf(place), questionsIn);
    const wrong: string[] = [];
    if (found !== 0 && found !== QUESTIONS) wrong.push(`${found} of ${QUESTIONS} questions are there`);
    if (acknowledged.length > 0 && found === 0) wrong.push('made, and not there');
    if (found === 0) durableStudy(storeOf(place), QUESTIONS);
    if (within(storeOf(place), questionsIn) !== QUESTIONS) wrong.push('making it again does not complete it');
    return wrong;
  },
};

export const carried: Scenario = {
  name: 'carried study',
  words: (place) => ['carry', storeOf(place), join(place, 'study')],
  prepare(place, seed) {
    mkdirSync(join(place, 'home'));
    durableStudy(storeOf(join(place, 'home')), QUESTIONS, seed);
    writeFileSync(join(place, 'study'), carriedBytes(storeOf(join(place, 'home'))));
    within(storeOf(place), () => undefined);
  },
  look: (place, acknowledged) =>
    within(storeOf(place), (records) => {
      const wrong: string[] = [];
      const found = questionsIn(records);
      if (found !== 0 && found !== QUESTIONS) wrong.push(`${found} of ${QUESTIONS} questions are there`);
      if (acknowledged.length > 0 && found === 0) wrong.push('taken in, and not there');
      const again = importStudy(records, {
        ...{ bytes: readFileSync(join(place, 'study')), file: 'study', now: at },
      });
      if (again.known !== found > 0 || questionsIn(records) !== QUESTIONS)
        wrong.push('taking it in again does not complete it');
      return wrong;
    }),
};

/** An older file is in the place of the new one. */
export const sent: Scenario = {
  name: 'sent file',
  words: (place) => ['send', storeOf(place), join(place, 'sent')],
  prepare(place, seed) {
    durableStudy(storeOf(place), QUESTIONS, seed);
    writeFileSync(join(place, 'sent'), 'older');
  },
  look(place, acknowledged) {
    const file = join(place, 'sent');
    const whole = (): boolean => {
      mkdirSync(join(place, 'away'));
      return within(storeOf(join(place, 'away')), (records) => {
        const taken = importStudy(records, { bytes: readFileSync(file), file: 'sent', now: at });
        return taken.questions === QUESTIONS;
      });
    };
    const old = readFileSync(file, 'utf8') === 'older';
    if (old && acknowledged.length > 0) return ['acknowledged, and the older file is there'];
    writeGiven(file, old ? carriedBytes(storeOf(place)) : readFileSync(file));
    const left = readdirSync(place).filter((name) => name.endsWith('.part'));
    return [...left.map((name) => `${name} is left`), ...(whole() ? [] : ['the file is not whole'])];
  },
};

export const merged: Scenario = {
  name: 'merge',
  words: (place) => ['merge', storeOf(place), join(place, 'answers')],
  prepare(place, seed) {
    durableStudy(storeOf(place), QUESTIONS, seed);
    const home = openRecords(storeOf(place));
    const carried = exportStudy(home, 'durable', () => null).bytes;
    home.close();
    mkdirSync(join(place, 'away'));
    const away = openRecords(join(place, 'away', 'studies.sqlite'));
    const { study } = importStudy(away, { bytes: carried, file: 'study', now: at });
    for (let i = 0; i < QUESTIONS; i++) {
      const { trial } = raterTurn(away, study, 'far', at, { trialsOnly: true });
      recordJudgement(away, {
        study,
        rater: 'far',
        question: trial!.question,
        choice: 'left',
        ms: 1,
        now: at,
      });
    }
    writeFileSync(join(place, 'answers'), exportAnswers(away, study).bytes);
    away.close();
  },
  look(place, acknowledged) {
    const records = openRecords(storeOf(place));
    try {
      const wrong: string[] = [];
      const count = (): number => all(records.db, 'SELECT uid FROM judgements').length;
      const found = count();
      if (found !== 0 && found !== QUESTIONS) wrong.push(`${found} of ${QUESTIONS} answers are there`);
      if (acknowledged.length > 0 && found === 0) wrong.push('merged, and not there');
      const bytes = readFileSync(join(place, 'answers'));
      const again = mergeAnswers(records, { study: 'durable', bytes, file: 'answers' });
      if (again.known !== found || count() !== QUESTIONS) wrong.push('merging again does not complete it');
      return wrong;
    } finally {
      records.close();
    }
  },
};

/** The answers come when the study is closed, and its next version is made of them. */
export const continued: Scenario = {
  name: 'next version',
  words: (place) => ['version', storeOf(place), join(place, 'answers')],
  async prepare(place, seed) {
    await merged.prepare(place, seed);
    within(storeOf(place), (records) => closeStudy(records, 'durable', at));
  },
  look: (place, acknowledged) =>
    within(storeOf(place), (records) => {
      const wrong: string[] = [];
      const found = listStudies(records).map(({ name, state, judgements }) => [name, state, judgements]);
      const closed = ['durable', 'closed', 0];
      const both = [['next', 'open', QUESTIONS], closed];
      const isThere = isDeepStrictEqual(found, both);
      if (!isThere && !isDeepStrictEqual(found, [closed])) wrong.push(`there are ${JSON.stringify(found)}`);
      if (acknowledged.length > 0 && !isThere) wrong.push('made, and not there');
      const given = { bytes: readFileSync(join(place, 'answers')), file: 'answers' };
      if (isThere) {
        const { added, known } = mergeAnswers(records, { ...given, study: 'next' });
        if (added !== 0 || known !== QUESTIONS) wrong.push(`${added} answers are new to it`);
      } else mergeAsNextVersion(records, { ...given, study: 'durable', as: 'next', now: at });
      if (questionsIn(records) !== 2 * QUESTIONS) wrong.push(`${questionsIn(records)} questions in all`);
      if (!readJudgedStudy(records, 'next').intact) wrong.push('it is not what was frozen');
      return wrong;
    }),
};
