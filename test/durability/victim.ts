/**
 * The program that is killed: does one piece of work with the real code and writes a line to standard output after each
 * part that is done for good. Arguments: scenario, then what the scenario needs. Bundled by victim-program.ts.
 */
import { readFileSync, writeSync } from 'node:fs';
import { importDataset } from '../../engine/dataset/import-dataset.ts';
import { checkpointFiles } from '../../engine/runs/checkpoint-files.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { openRecords } from '../../evaluations/records/open-records.ts';
import { mergeAnswers } from '../../evaluations/records/portable/merge-answers.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { SAVES, choiceOf, stateAt } from './session-plan.ts';

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
else if (scenario === 'merge') merge(given[0], given[1]);
else if (scenario === 'import') void bringIn(given[0], given[1]);
else void checkpoint(given[0]);
