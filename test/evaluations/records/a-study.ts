import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { compareAnswers } from '../../../evaluations/design/compare-answers.ts';
import type { KnownQuestion } from '../../../evaluations/design/question.ts';
import type { StudyDesign } from '../../../evaluations/design/study-design.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';

export const item = (id: string) => ({ id, title: `title of ${id}`, picture: null });

/** A store of its own for each test of a file; `reopen` closes it and opens it again, as after a kill. */
export function freshRecords(): { readonly records: Records; reopen(): Records } {
  let folder: string;
  let records: Records;
  const path = (): string => join(folder, 'studies.sqlite');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pinwise-records-'));
    records = openRecords(path());
  });
  afterEach(() => {
    records.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get records() {
      return records;
    },
    reopen() {
      records.close();
      records = openRecords(path());
      return records;
    },
  };
}

/** The study `study` of arms whose answers to query q3 are x3, y3, z3, ...; gold and practice questions have `+` and `-`. */
export function aStudy(records: Records, now: Date, given: Partial<StudyDesign> = {}) {
  const runs = given.runs ?? ['run x', 'run y'];
  const { questions = 12, gold = 0, practice = 0 } = given;
  const known = (prefix: string, count: number): KnownQuestion[] =>
    Array.from({ length: count }, (_, i) => ({
      ...{ query: item(`${prefix}${i}`), better: [item(`+${i}`)], worse: [item(`-${i}`)] },
    }));
  return createStudy(records, {
    design: {
      ...{ name: 'study', title: 'Study', trial: 'pair', k: 1, judgements: 1, seed: 4 },
      ...given,
      ...{ runs, questions },
    },
    arms: runs.map((run) => ({ run, preset: run, checkpoint: `sha of ${run}` })),
    dataset: 'any',
    comparisons: compareAnswers(
      runs.map((_, arm) =>
        Array.from({ length: questions }, (_, q) => ({
          query: item(`q${q}`),
          items: [item(`${'xyzuvw'[arm]}${q}`)],
        })),
      ),
    ),
    gold: known('gold ', gold),
    practice: known('practice ', practice),
    now,
  });
}
