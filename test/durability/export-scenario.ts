/** A study's report and judgements are written as files, over older ones of the same names. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGiven } from '../../engine/cli/given-file.ts';
import { writeReport } from '../../engine/cli/study/write-report.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { pragma } from '../../evaluations/records/sqlite.ts';
import { studyReport } from '../../evaluations/records/study-report.ts';
import { durableStudy } from '../engine/cli/durable-study.ts';
import { type Scenario, at, storeOf } from './scenario.ts';
import { QUESTIONS, choiceOf } from './session-plan.ts';

const OLDER = 'older';
const outOf = (place: string): string => join(place, 'out');
/** What the files hold when nothing goes wrong. */
const wholeOf = (place: string): string => join(place, 'whole');

/** As `pinwise study report durable --to DIR` does; the same bytes whenever it is done. */
export const writeReportOf = (records: Records, to: string): Promise<string[]> =>
  writeReport(records, studyReport(records, 'durable'), {
    ...{ to, now: at, version: '0.0.0-test' },
    signal: new AbortController().signal,
  });

/** @param way `bare`: a null control that writes to the files themselves */
export const exported = (way: 'real' | 'bare' = 'real'): Scenario => ({
  name: 'export',
  words: (place) => ['export', storeOf(place), outOf(place), way],
  async prepare(place, seed) {
    durableStudy(storeOf(place), QUESTIONS, seed);
    const records = openRecords(storeOf(place));
    for (let i = 0; i < QUESTIONS; i++) {
      const { trial } = raterTurn(records, 'durable', 'script', at, { trialsOnly: true });
      const { question } = trial!;
      recordJudgement(records, {
        ...{ study: 'durable', rater: 'script', question, choice: choiceOf(question), ms: 1, now: at },
      });
    }
    const files = await writeReportOf(records, wholeOf(place));
    pragma(records.db, 'wal_checkpoint(TRUNCATE)');
    records.close();
    mkdirSync(outOf(place));
    for (const name of files.map((path) => path.slice(wholeOf(place).length + 1))) {
      writeFileSync(join(outOf(place), name), OLDER);
    }
  },
  look(place, acknowledged) {
    const wrong = lookAtFiles(place, acknowledged.length > 0);
    // Whoever exports there again finds no leavings.
    for (const name of namesIn(wholeOf(place))) writeGiven(join(outOf(place), name), wholeFile(place, name));
    return [...wrong, ...litterIn(place), ...lookAtFiles(place, true)];
  },
});

/** Each file is the older or the new one, whole; where all were acknowledged, the new. */
function lookAtFiles(place: string, written: boolean): string[] {
  return namesIn(wholeOf(place)).flatMap((name) => {
    const found = readFileSync(join(outOf(place), name));
    if (found.equals(wholeFile(place, name))) return [];
    if (found.toString() !== OLDER) return [`${name} is cut: ${found.length} bytes`];
    return written ? [`written, and ${name} is the older one`] : [];
  });
}

/** What else is in the folder. */
export function litterIn(place: string): string[] {
  const known = new Set(namesIn(wholeOf(place)));
  return namesIn(outOf(place)).flatMap((name) => (known.has(name) ? [] : [`${name} is left`]));
}

const namesIn = (folder: string): string[] => readdirSync(folder).sort();
const wholeFile = (place: string, name: string): Buffer => readFileSync(join(wholeOf(place), name));
