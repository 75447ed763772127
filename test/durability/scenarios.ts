/** The ways in which Pinwise publishes something for good, each to be killed on the way. */
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy } from '../../engine/dataset/npy.ts';
import { importDataset } from '../../engine/dataset/import-dataset.ts';
import { openDataset } from '../../engine/dataset/open-dataset.ts';
import { checkpointFiles } from '../../engine/runs/checkpoint-files.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';
import { all } from '../../evaluations/records/sqlite.ts';
import { durableStudy } from '../engine/cli/durable-study.ts';
import { exported } from './export-scenario.ts';
import { migration } from './migration-scenario.ts';
import { type Scenario, at, storeOf } from './scenario.ts';
import { QUESTIONS, SAVES, choiceOf, stateAt } from './session-plan.ts';
import { carried, continued, created, merged, sent } from './study-scenarios.ts';

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

export const scenarios: Scenario[] = [
  ...[judgement(), created, carried, merged, continued, sent, bringIn, checkpoint],
  ...[migration(1), migration(2), exported()],
];

export const copyOf = (prepared: string, place: string): void => cpSync(prepared, place, { recursive: true });
