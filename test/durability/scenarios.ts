/**
 * The four ways in which Pinwise publishes something for good. Each is prepared once, done from there by a program that
 * is killed on the way, and then looked at by this one: `look` returns what is wrong, nothing where all is well.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy } from '../../engine/dataset/npy.ts';
import { importDataset } from '../../engine/dataset/import-dataset.ts';
import { openDataset } from '../../engine/dataset/open-dataset.ts';
import { checkpointFiles } from '../../engine/runs/checkpoint-files.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { exportAnswers } from '../../evaluations/records/portable/export-answers.ts';
import { exportStudy } from '../../evaluations/records/portable/export-study.ts';
import { importStudy } from '../../evaluations/records/portable/import-study.ts';
import { mergeAnswers } from '../../evaluations/records/portable/merge-answers.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { all } from '../../evaluations/records/sqlite.ts';
import { durableStudy } from '../engine/cli/rating-program.ts';
import { QUESTIONS, SAVES, choiceOf, stateAt } from './session-plan.ts';

export interface Scenario {
  name: string;
  /** Arguments of victim.ts, for what was prepared in `place`. */
  words(place: string): string[];
  prepare(place: string, seed: number): void | Promise<void>;
  /** @param acknowledged lines that the program wrote before it died */
  look(place: string, acknowledged: string[]): string[] | Promise<string[]>;
}

const at = new Date('2026-01-01T10:00:00Z');
const storeOf = (place: string): string => join(place, 'studies.sqlite');

export const judgement = (way: 'real' | 'hasty' | 'unsynced' = 'real'): Scenario => ({
  name: 'judgement',
  words: (place) => ['judgement', storeOf(place), way],
  prepare: (place, seed) => void durableStudy(storeOf(place), QUESTIONS, seed),
  look(place, acknowledged) {
    const records = openRecords(storeOf(place));
    try {
      return lookAtSession(records, acknowledged);
    } finally {
      records.close();
    }
  },
});

/** Nothing acknowledged is lost, nothing doubled or changed, and the session goes on where it was. */
export function lookAtSession(records: Records, acknowledged: readonly string[]): string[] {
  const wrong: string[] = [];
  const stored = all<{ question: string; choice: string }>(
    records.db,
    'SELECT question, choice FROM judgements JOIN questions ON questions.id = question_id WHERE undone_at IS NULL',
  );
  const names = new Set(stored.map(({ question }) => question));
  for (const question of acknowledged) if (!names.has(question)) wrong.push(`${question} is lost`);
  if (names.size !== stored.length) wrong.push('a judgement is there twice');
  if (stored.length > acknowledged.length + 1)
    wrong.push(`${stored.length} for ${acknowledged.length} acknowledged`);
  for (const { question, choice } of stored) {
    if (choice !== choiceOf(question)) wrong.push(`${question} has become ${choice}`);
  }
  // To the end, as if nothing had been: each question once more or not at all.
  const asked = new Set<string>();
  for (;;) {
    const { trial } = raterTurn(records, 'durable', 'script', at, { trialsOnly: true });
    if (!trial) break;
    const { question } = trial;
    if (names.has(question) || asked.has(question)) {
      wrong.push(`${question} is asked again`);
      break;
    }
    asked.add(question);
    recordJudgement(records, {
      ...{ study: 'durable', rater: 'script', question, choice: choiceOf(question), ms: 1, now: at },
    });
  }
  if (names.size + asked.size !== QUESTIONS) wrong.push(`${names.size + asked.size} questions in all`);
  return wrong;
}

const merge: Scenario = {
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

const files = {
  'items.csv': 'id,title\na,one\nb,two\nc,three\nd,four\n',
  'contexts.csv': 'id,title\nx,X\ny,Y\n',
  'edges.csv': 'item,context\na,x\nb,x\nb,y\nc,y\nd,y\n',
  'pairs.csv': 'query,item,split\na,b,train\nb,c,tune\nc,d,test\n',
  'features.npy': encodeNpy([4, 2], Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8])),
};
const importOf = (place: string) =>
  importDataset({ home: place, source: join(place, 'source'), name: 'small', onError: 'stop' });

const bringIn: Scenario = {
  name: 'import',
  words: (place) => ['import', place, join(place, 'source')],
  prepare(place) {
    mkdirSync(join(place, 'source'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(place, 'source', name), content);
  },
  async look(place, [fingerprint]) {
    const folder = join(place, 'datasets');
    const names = (): string[] => readdirSync(folder).filter((name) => !name.startsWith('.'));
    mkdirSync(folder, { recursive: true });
    const wrong: string[] = [];
    if (names().length === 0) {
      if (fingerprint) wrong.push('imported, and not there');
      await importOf(place);
    }
    if (names().join() !== 'small') wrong.push(`there are ${names().join()}`);
    const { items, manifest } = openDataset(place, 'small');
    if (items.count !== 4) wrong.push(`${items.count} items`);
    if (fingerprint && manifest.fingerprint !== fingerprint) wrong.push('the fingerprint is another');
    return wrong;
  },
};

const checkpoint: Scenario = {
  name: 'checkpoint',
  words: (place) => ['checkpoint', place],
  prepare: () => undefined,
  async look(place, acknowledged) {
    const saved = Number(acknowledged.at(-1) ?? 0);
    const latest = await checkpointFiles(place).latest();
    const step = latest?.step ?? 0;
    const wrong: string[] = [];
    if (step < saved || step > saved + 1) wrong.push(`step ${step} is the latest, ${saved} was acknowledged`);
    if (latest) {
      const { data } = latest.tensors.get('w')!;
      if (!data.every((value, i) => value === stateAt(step).tensors.get('w')!.data[i]))
        wrong.push('other numbers');
    }
    for (let next = step + 1; next <= SAVES; next++) await checkpointFiles(place).save(stateAt(next));
    if ((await checkpointFiles(place).latest())?.step !== SAVES) wrong.push('does not go on');
    return wrong;
  },
};

export const scenarios: Scenario[] = [judgement(), merge, bringIn, checkpoint];

export const copyOf = (prepared: string, place: string): void => cpSync(prepared, place, { recursive: true });
