/** What commands of studies print for people where a study is not of the plain kind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { importStudy } from '../../../evaluations/records/portable/import-study.ts';
import { aStudy } from '../../evaluations/records/a-study.ts';
import { sent } from '../../evaluations/records/portable/machines.ts';
import { pinwiseIn } from './terminal.ts';

const now = new Date('2026-03-01T12:00:00Z');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pinwise-words-'));
  process.env.PINWISE_HOME = folder;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function inStore<T>(file: string, work: (records: Records) => T): T {
  const records = openRecords(join(folder, file));
  try {
    return work(records);
  } finally {
    records.close();
  }
}

it('lists studies from other machines, whose runs are not here, beside those of three runs', async () => {
  const bytes = inStore('elsewhere.sqlite', (records) => {
    aStudy(records, now, { name: 'theirs' });
    return sent(records, 'theirs');
  });
  inStore('studies.sqlite', (records) => {
    aStudy(records, now, { name: 'ours', runs: ['run x', 'run y', 'run z'] });
    importStudy(records, { bytes, file: 'a.pinwise-study', now });
  });
  const { code, out, err } = await pinwiseIn(['study', 'list']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/theirs +open +on the study's own machine +– /);
  expect(out).toMatch(/ours +open +run x, run y, run z +any /);
});

it('says why there is no ranking', async () => {
  inStore('studies.sqlite', (records) => aStudy(records, now, { runs: ['run x', 'run y', 'run z'] }));
  const { out } = await pinwiseIn(['study', 'report', 'study']);
  expect(out).toMatch(/^No ranking: .+\.$/m);
  expect(out).not.toContain('strength (Davidson)');
});

it('names the line of a scripted answer that does not fit the study', async () => {
  inStore('studies.sqlite', (records) => aStudy(records, now));
  const rate = (input: string): ReturnType<typeof pinwiseIn> =>
    pinwiseIn(['study', 'rate', 'study', '--rater', 'ada'], { input });
  expect(await rate('\n{"question": "q9999", "choice": "left"}\n')).toMatchObject({
    code: 2,
    err: expect.stringContaining('standard input line 2: study study asks no question q9999') as string,
  });
  expect(await rate('{"question": "q0002", "choice": "both-good"}\n')).toMatchObject({
    code: 2,
    err: expect.stringContaining('standard input line 1: ') as string,
  });
});
