/** A study's own machine and those of its raters: one store for each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Choice } from '../../../../evaluations/analysis/judgement.ts';
import { recordJudgement } from '../../../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../../../evaluations/records/open-records.ts';
import { exportAnswers } from '../../../../evaluations/records/portable/export-answers.ts';
import { exportStudy } from '../../../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../../../evaluations/records/portable/import-study.ts';
import { raterTurn } from '../../../../evaluations/records/rater-turn.ts';

export const at = (minutes: number): Date => new Date(Date.parse('2026-01-01T09:00:00Z') + minutes * 60_000);

/** New machines, which are gone after each test of a file. */
export function machines(): { machine(): Records; copyOf(records: Records): Records } {
  let folder: string;
  let stores = 0;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'pinwise-machines-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const newPath = (): string => join(folder, `${++stores}.sqlite`);
  return {
    machine: () => openRecords(newPath()),
    copyOf(records) {
      const path = newPath();
      records.db.exec(`VACUUM INTO '${path}'`);
      return openRecords(path);
    },
  };
}

export const sent = (home: Records, study = 'study'): Buffer => exportStudy(home, study, () => null).bytes;
export const answersOf = (there: Records, study = 'study'): Buffer => exportAnswers(there, study).bytes;

/** Takes a study in on a machine that has none, and makes the machine's key, so that copies of it share it. */
export function taken(there: Records, bytes: Uint8Array): Records {
  const { study } = importStudy(there, { bytes, file: 'a.pinwise-study', now: at(0) });
  exportAnswers(there, study);
  return there;
}

/** Ada's next question gets this answer at that minute; returns the question. */
export function answer(records: Records, minute: number, choice: Choice, study = 'study'): string {
  const { trial } = raterTurn(records, study, 'ada', at(minute), { trialsOnly: true });
  const { question } = trial!;
  recordJudgement(records, { study, rater: 'ada', question, choice, ms: 700, now: at(minute) });
  return question;
}
