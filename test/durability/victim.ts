/**
 * The program that is killed: does one piece of work with the real code and writes a line to standard output after each
 * part that is done for good. Arguments: scenario, then what the scenario needs. Bundled by victim-program.ts.
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'libsql';
import { writeGiven } from '../../engine/cli/given-file.ts';
import { importDataset } from '../../engine/dataset/import-dataset.ts';
import { checkpointFiles } from '../../engine/runs/checkpoint-files.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { migrations } from '../../evaluations/records/migrations.ts';
import { openRecords } from '../../evaluations/records/open-records.ts';
import { exportStudy } from '../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../evaluations/records/portable/import-study.ts';
import { mergeAnswers } from '../../evaluations/records/portable/merge-answers.ts';
import { mergeAsNextVersion } from '../../evaluations/records/portable/next-version.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { pragma } from '../../evaluations/records/sqlite.ts';
import { durableStudy } from '../engine/cli/durable-study.ts';
import { writeReportOf } from './export-scenario.ts';
import { uidsOf } from './migration-scenario.ts';
import { QUESTIONS, SAVES, choiceOf, stateAt } from './session-plan.ts';

const acknowledge = (...words: (string | number)[]): void => void writeSync(1, `${words.join(' ')}\n`);

/** `real`; or a null control: `hasty` acknowledges before it writes, `unsynced` does not wait for the disk. */
function judge(store: string, way: string): void {
  const records = openRecords(store);
  if (way === 'unsynced') records.db.exec('PRAGMA synchronous = OFF');
  for (;;) {
    const now = new Date();
    const { trial } = raterTurn(records, 'durable', 'script', now, { trialsOnly: true });
    if (!trial) break;
    const { question } = trial;
    if (way === 'hasty') acknowledge(question);
    recordJudgement(records, {
      ...{ study: 'durable', rater: 'script', question, choice: choiceOf(question), ms: 1, now },
    });
    if (way !== 'hasty') acknowledge(question);
  }
  records.close();
}

function merge(store: string, file: string): void {
  const records = openRecords(store);
  const { added } = mergeAnswers(records, { study: 'durable', bytes: readFileSync(file), file });
  acknowledge(added);
  records.close();
}

function version(store: string, file: string): void {
  const records = openRecords(store);
  const bytes = readFileSync(file);
  const { study } = mergeAsNextVersion(records, {
    study: 'durable',
    as: 'next',
    bytes,
    file,
    now: new Date(),
  });
  acknowledge(study);
  records.close();
}

function create(store: string): void {
  acknowledge(durableStudy(store, QUESTIONS).length);
}

function carry(store: string, file: string): void {
  const records = openRecords(store);
  const { study } = importStudy(records, { bytes: readFileSync(file), file, now: new Date() });
  acknowledge(study);
  records.close();
}

function send(store: string, file: string): void {
  const records = openRecords(store);
  const { bytes } = exportStudy(records, 'durable', () => null);
  writeGiven(file, bytes);
  acknowledge(bytes.length);
  records.close();
}

/** `real`; or a null control: `apart` commits each statement by itself, `unsaved` makes no backup before. */
function migrate(store: string, way: string): void {
  if (way === 'apart') {
    const db = new Database(store);
    for (const migration of migrations.slice(Number(pragma(db, 'user_version')))) db.exec(migration);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    db.close();
  }
  const records = openRecords(store, { backUpOlder: way !== 'unsaved' });
  acknowledge(uidsOf(records));
  records.close();
}

/** `real`; or `bare`, a null control that writes to the files themselves. */
async function report(store: string, to: string, way: string): Promise<void> {
  process.env.PINWISE_HOME = dirname(store);
  const records = openRecords(store);
  const files = await writeReportOf(records, way === 'bare' ? `${to}-draft` : to);
  if (way === 'bare') for (const file of files) writeFileSync(join(to, basename(file)), readFileSync(file));
  acknowledge(files.length);
  records.close();
}

async function bringIn(home: string, source: string): Promise<void> {
  const { fingerprint } = await importDataset({ home, source, name: 'small', onError: 'stop' });
  acknowledge(fingerprint);
}

async function checkpoint(folder: string): Promise<void> {
  const files = checkpointFiles(folder);
  for (let step = 1; step <= SAVES; step++) {
    await files.save(stateAt(step));
    acknowledge(step);
  }
}

const [scenario, ...given] = process.argv.slice(2);
if (scenario === 'judgement') judge(given[0], given[1]);
else if (scenario === 'create') create(given[0]);
else if (scenario === 'carry') carry(given[0], given[1]);
else if (scenario === 'merge') merge(given[0], given[1]);
else if (scenario === 'version') version(given[0], given[1]);
else if (scenario === 'send') send(given[0], given[1]);
else if (scenario === 'migrate') migrate(given[0], given[1]);
else if (scenario === 'export') void report(given[0], given[1], given[2]);
else if (scenario === 'import') void bringIn(given[0], given[1]);
else void checkpoint(given[0]);
