import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QuestionsWanted } from '../../../engine/contract/questions.ts';
import type { Control } from '../../../electron/processes/engine-process.ts';
import { makeStudy } from '../../../electron/studies/make-study.ts';
import { recordJudgement } from '../../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../../evaluations/records/open-records.ts';
import { raterTurn } from '../../../evaluations/records/rater-turn.ts';

vi.mock('electron', () => ({}));

const item = (row: number) => ({ id: `i${row}`, title: `Item ${row}`, picture: null });
const asked: Record<string, unknown>[] = [];
const lineage = { config: {}, seed: 0, data: 'f', split: null, backend: 'wasm 4', version: '0.1.0' };
/** Arm a answers row + 1, ..., arm b row + 2, ...; but both the same to row 0. At most 30 queries. */
const engine = {
  call: (name: string, params: QuestionsWanted) => {
    asked.push({ name, ...params });
    const [a, b] = params.runs;
    const shown = (row: number, shift: number) =>
      Array.from({ length: params.trial === 'lists' ? params.k : 1 }, (_, i) =>
        item(100 + row + i + (row === 0 ? 0 : shift)),
      );
    return Promise.resolve({
      dataset: 'demo',
      arms: [a, b].map((run) => ({ run, preset: 'pinsage', checkpoint: `sha-${run}`, lineage })),
      comparisons: Array.from({ length: Math.min(30, params.questions) }, (_, row) => ({
        ...{ pair: ['a', 'b'], query: item(row), a: shown(row, 1), b: shown(row, 2) },
      })),
      gold: [],
      practice: [],
    });
  },
} as unknown as Pick<Control, 'call'>;

const now = new Date('2026-01-01');
const wanted = { runs: ['a', 'b'], trial: 'pair' as const, k: 10, questions: 30, judgements: 2, seed: 3 };
let folder: string;
let records: Records;
beforeEach(() => {
  asked.length = 0;
  folder = mkdtempSync(join(tmpdir(), 'pinwise-study-'));
  records = openRecords(join(folder, 'studies.sqlite'));
});
afterEach(() => {
  records.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('makeStudy', () => {
  it('freezes what both runs answer to the same queries', async () => {
    const study = await makeStudy(records, engine, wanted, now);
    expect(study).toMatchObject({
      name: 'study-1',
      title: 'Which is more related?',
      questions: 30,
      drawsByConstruction: 1,
      arms: [
        { arm: 'a', run: 'a', preset: 'pinsage', checkpoint: 'sha-a' },
        { arm: 'b', run: 'b', preset: 'pinsage', checkpoint: 'sha-b' },
      ],
    });
    expect(asked).toMatchObject([
      { name: 'studies.questions', runs: ['a', 'b'], sampling: 'uniform', gold: 0 },
    ]);
    expect(study.arms[0].lineage).toEqual(lineage);
  });

  it('asks in its title what raters are asked', async () => {
    const titled = async (trial: 'lists' | 'grade') =>
      (await makeStudy(records, engine, { ...wanted, trial }, now)).title;
    expect(await titled('lists')).toBe('Which list is more related?');
    expect(await titled('grade')).toBe('How related is it?');
  });

  it('shows raters both answers and nothing that tells them apart', async () => {
    const study = await makeStudy(records, engine, wanted, now);
    const { trial } = raterTurn(records, study.name, 'ada', now, { trialsOnly: true });
    const row = Number(trial!.query.id.slice(1));
    const shown = [...trial!.left, ...trial!.right].map(({ id }) => id).sort();
    expect(shown).toEqual([`i${101 + row}`, `i${102 + row}`].sort());
    expect(JSON.stringify(trial)).not.toMatch(/"row"|degree|score|sha-|pinsage/);
    recordJudgement(records, {
      study: study.name,
      rater: 'ada',
      question: trial!.question,
      choice: 'left',
      ms: 9,
      now,
    });
    expect(raterTurn(records, study.name, 'ada', now).progress).toEqual({ done: 1, total: 29 });
  });

  it('asks k of each for lists, and says what is asked where the data has fewer queries', async () => {
    const study = await makeStudy(records, engine, { ...wanted, trial: 'lists', k: 4, questions: 500 }, now);
    expect(study.design).toMatchObject({ questions: 30, k: 4 });
    expect(asked[0]).toMatchObject({ trial: 'lists', k: 4 });
  });

  it('finds a free name', async () => {
    await makeStudy(records, engine, { ...wanted, name: 'Study-2' }, now);
    expect((await makeStudy(records, engine, wanted, now)).name).toBe('study-3');
  });
});
