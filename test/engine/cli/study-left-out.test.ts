/** Rating by command goes straight to what counts, and says what it leaves out of the design. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { answerPractice, beginSitting, consentTo } from '../../../evaluations/records/practice.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';
import type { StudyDesign } from '../../../evaluations/design/study-design.ts';
import { aStudy } from '../../evaluations/records/a-study.ts';
import { pinwiseIn } from './terminal.ts';

const now = new Date('2026-03-01T12:00:00Z');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pinwise-left-out-'));
  process.env.PINWISE_HOME = home;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function inStore(work: (records: Records) => unknown): void {
  const records = openRecords(join(home, 'studies.sqlite'));
  try {
    work(records);
  } finally {
    records.close();
  }
}
const make = (design: Partial<StudyDesign>): void => inStore((records) => aStudy(records, now, design));
const next = (): ReturnType<typeof pinwiseIn> => pinwiseIn(['study', 'next', 'study', '--rater', 'ada']);
const rate = (input = ''): ReturnType<typeof pinwiseIn> =>
  pinwiseIn(['study', 'rate', 'study', '--rater', 'ada'], { input });

it.each([
  [{ consent: 'I agree.' }, 'consent'],
  [{ practice: 2, trial: 'grade' }, 'practice'],
  [{ consent: 'I agree.', instructions: 'Look.', practice: 2 }, 'consent, instructions and practice'],
] as const)('of %j says that it has no %s', async (design, missed) => {
  make(design);
  for (const ask of [next, rate]) {
    const { code, err } = await ask();
    expect({ code, err }).toEqual({
      code: 0,
      err: `pinwise: the design of study has ${missed} before this question, which only the raters' window shows\n`,
    });
  }
});

it('says so before the first answer of a rater, once', async () => {
  make({ consent: 'I agree.' });
  const { out } = await next();
  const question = /q\d{4}/.exec(out)![0];
  const { err } = await rate(`{"question": "${question}", "choice": "left"}\n`);
  expect(err.match(/only the raters' window/g)).toHaveLength(1);
  expect((await next()).err).toBe('');
});

it('says nothing to who came through the window, nor where the design asks for nothing', async () => {
  make({ consent: 'I agree.', instructions: 'Look.', practice: 1 });
  inStore((records) => {
    consentTo(records, 'study', 'ada', now);
    beginSitting(records, 'study', 'ada', now);
    const { question } = raterTurn(records, 'study', 'ada', now).trial!;
    answerPractice(records, { study: 'study', rater: 'ada', question, choice: 'left', ms: 1, now });
  });
  expect((await next()).err).toBe('');
  make({ name: 'plain' });
  expect((await pinwiseIn(['study', 'next', 'plain', '--rater', 'ada'])).err).toBe('');
});

it.each(['next', 'answer', 'rate'])('the help of "study %s" says where people rate', async (command) => {
  const { out } = await pinwiseIn(['study', command, '--help']);
  expect(out).toContain('Consent, instructions with a worked example');
  expect(out).toContain("raters' window");
});
