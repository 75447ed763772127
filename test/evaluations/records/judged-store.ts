/** A store of its own with one study, judged by scripted raters. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Choice } from '../../../evaluations/analysis/judgement.ts';
import type { StudyItem } from '../../../evaluations/design/question.ts';
import { type StudyDesign, completeDesign } from '../../../evaluations/design/study-design.ts';
import { createStudy } from '../../../evaluations/records/create-study.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { findRater, joinRater, openOrdinals } from '../../../evaluations/records/raters.ts';
import { findStudy } from '../../../evaluations/records/studies.ts';
import { all } from '../../../evaluations/records/sqlite.ts';

export interface JudgedStore {
  /** Folder of the store. */
  home: string;
  path: string;
  records: Records;
  study: string;
  remove(): void;
}

/**
 * Every rater answers every question with the next of `choices`, a minute after the one before.
 * @param pictures whether items have the addresses of the data set demo's rows, counted up from 0
 */
export function judgedStore(
  { raters = ['Ada', 'Grace, "G"'], choices = ['left', 'right', 'equal'] as Choice[], pictures = false } = {},
  design: Partial<StudyDesign> = {},
): JudgedStore {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-store-'));
  const path = join(folder, 'studies.sqlite');
  let row = 0;
  const item = (id: string): StudyItem => ({
    ...{ id, title: `${id}, "quoted"` },
    picture: pictures ? `pictures/demo/${row++}` : null,
  });
  const records = openRecords(path);
  const whole = completeDesign({
    ...{ name: 'look', title: 'Which?', runs: ['pinsage-1', 'visual-1'], trial: 'pair', k: 1 },
    ...{ questions: 6, judgements: 2, seed: 5, ...design },
  });
  const known = (id: string) => ({ query: item(id), better: [item(`${id}+`)], worse: [item(`${id}-`)] });
  createStudy(records, {
    design: whole,
    arms: whole.runs.map((run, i) => ({
      ...{ run, preset: run.slice(0, -2), checkpoint: `checkpoint ${run}` },
      lineage: {
        ...{ config: { run, layers: 2 }, seed: i, data: `data of ${run}`, split: null },
        ...{ backend: 'wasm', version: '0.1.0' },
      },
    })),
    dataset: 'demo',
    comparisons: Array.from({ length: whole.questions }, (_, i) => ({
      ...{
        pair: ['a', 'b'] as ['a', 'b'],
        query: item(`query ${i}`),
        stratum: i % 2 ? 'odd' : null,
        weight: 1.25,
      },
      ...{ a: [item(`a${i}`)], b: [item(i === 0 ? 'a0' : `b${i}`)] },
      covariates: {
        a: { popularity: i % 3, similarity: i / 7 },
        b: { popularity: 1, similarity: i === 0 ? 0 : 1 / i },
      },
    })),
    gold: Array.from({ length: whole.gold }, (_, i) => known(`gold ${i}`)),
    now: new Date('2026-11-25T08:00:00Z'),
  });
  const study = findStudy(records, whole.name);
  let minute = 0;
  for (const rater of raters) {
    joinRater(records, study, rater, new Date('2026-11-25T08:30:00Z'));
    const names = new Map(
      all<{ question: string; ordinal: number }>(
        records.db,
        'SELECT question, ordinal FROM questions WHERE study_id = ? AND ordinal IS NOT NULL',
        [study.id],
      ).map(({ question, ordinal }) => [ordinal, question]),
    );
    for (const ordinal of openOrdinals(records, findRater(records, study, rater)!)) {
      recordJudgement(records, {
        ...{ study: whole.name, rater, question: names.get(ordinal)! },
        ...{ choice: choices[minute % choices.length], ms: minute % 5 ? 1000 + minute : null },
        now: new Date(Date.UTC(2026, 10, 25, 9, minute++)),
      });
    }
  }
  return {
    ...{ home: folder, path, records, study: whole.name },
    remove() {
      records.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
