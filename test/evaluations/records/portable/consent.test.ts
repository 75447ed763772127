/** Raters agree before they answer, wherever that is, and the report of the study's own machine says whether they did. */
import { expect, it } from 'vitest';
import type { Check } from '../../../../evaluations/analysis/checks.ts';
import type { Records } from '../../../../evaluations/records/open-records.ts';
import {
  ANSWERS_PART,
  type CarriedAnswers,
} from '../../../../evaluations/records/portable/carried-answers.ts';
import { mergeAnswers } from '../../../../evaluations/records/portable/merge-answers.ts';
import { seal, unseal } from '../../../../evaluations/records/portable/sealed-file.ts';
import { studyKeys } from '../../../../evaluations/records/portable/study-keys.ts';
import { consentTo } from '../../../../evaluations/records/practice.ts';
import { findStudy } from '../../../../evaluations/records/studies.ts';
import { studyReport } from '../../../../evaluations/records/study-report.ts';
import { aStudy } from '../a-study.ts';
import { answer, answersOf, at, machines, sent, taken } from './machines.ts';

const { machine, copyOf } = machines();
const merge = (home: Records, bytes: Uint8Array) =>
  mergeAnswers(home, { study: 'study', bytes, file: 'a.pinwise-answers' });
const agreed = (home: Records): Check | undefined =>
  studyReport(home, 'study').checks.find(({ name }) => name === 'Raters agreed first');

function aHome(consent = 'My answers may be published.'): Records {
  const home = machine();
  aStudy(home, at(0), { questions: 6, consent });
  return home;
}

it('is no check of a study that asks for no consent, and none that was run before anybody answered', () => {
  expect(agreed(aHome(''))).toBeUndefined();
  expect(agreed(aHome())).toMatchObject({ outcome: 'not-run' });
});

it('passes where every rater agreed before the first answer, here and on another machine', () => {
  const home = aHome();
  consentTo(home, 'study', 'ada', at(1));
  answer(home, 2, 'left');
  expect(agreed(home)).toMatchObject({
    outcome: 'passed',
    meaning: expect.stringContaining('the one rater'),
  });
  const there = taken(machine(), sent(home));
  consentTo(there, 'study', 'ada', at(1));
  answer(there, 2, 'right');
  merge(home, answersOf(there));
  expect(agreed(home)).toMatchObject({ outcome: 'passed', meaning: expect.stringContaining('each of 2') });
});

it('fails by name where a rater answered before agreeing, or never agreed', () => {
  const home = aHome();
  answer(home, 1, 'left');
  consentTo(home, 'study', 'ada', at(2));
  const there = taken(machine(), sent(home));
  answer(there, 1, 'left');
  merge(home, answersOf(there));
  expect(agreed(home)!.outcome).toBe('failed');
  expect(agreed(home)!.meaning).toMatch(/^It is not kept that ada, ada @ [0-9a-f]{6} agreed/);
});

it('keeps the earlier of two times, in whatever order the files of a copied machine come', () => {
  const home = aHome();
  const there = taken(machine(), sent(home));
  const before = answersOf(there);
  const twin = copyOf(there);
  consentTo(there, 'study', 'ada', at(1));
  answer(there, 2, 'left');
  answer(twin, 3, 'left');
  consentTo(twin, 'study', 'ada', at(4));
  const files = [before, answersOf(there), answersOf(twin)];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0, 2],
  ]) {
    const copy = copyOf(home);
    for (const i of order) merge(copy, files[i]);
    expect(agreed(copy)).toMatchObject({ outcome: 'passed' });
  }
});

it('is not known from a file of an older Pinwise, which is taken all the same', () => {
  const home = aHome();
  const there = taken(machine(), sent(home));
  consentTo(there, 'study', 'ada', at(1));
  answer(there, 2, 'left');
  const { parts } = unseal(answersOf(there), 'answers', 'a.pinwise-answers');
  const content = JSON.parse(new TextDecoder().decode(parts[ANSWERS_PART])) as CarriedAnswers;
  for (const rater of content.raters) delete rater.consented_at;
  const { key } = studyKeys(there, findStudy(there, 'study').id);
  const older = seal('answers', { [ANSWERS_PART]: new TextEncoder().encode(JSON.stringify(content)) }, key);
  expect(merge(home, older)).toMatchObject({ added: 1 });
  expect(agreed(home)).toMatchObject({ outcome: 'failed' });
  merge(home, answersOf(there));
  expect(agreed(home)).toMatchObject({ outcome: 'passed' });
});
