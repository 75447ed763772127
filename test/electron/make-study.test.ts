import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Control } from '../../electron/engine-process.ts';
import { makeStudy } from '../../electron/make-study.ts';
import { recordJudgement } from '../../evaluations/records/judgements.ts';
import { type Records, openRecords } from '../../evaluations/records/open-records.ts';
import { raterTurn } from '../../evaluations/records/rater-turn.ts';

vi.mock('electron', () => ({}));

const card = (row: number) => ({ row, id: `i${row}`, title: `Item ${row}`, picture: null, degree: 3 });
const asked: { name: string; params: Record<string, unknown> }[] = [];
/** Run a answers row + 1, ..., run b row + 2, ...; but both the same to row 0. */
const engine = {
  call: (name: string, params: Record<string, unknown>) => {
    asked.push({ name, params });
    const run = params.name as string;
    if (name === 'runs.show') {
      return Promise.resolve({
        summary: { name: run, dataset: run === 'c' ? 'other' : 'demo', preset: 'pinsage' },
      });
    }
    if (name === 'datasets.queries')
      return Promise.resolve({ rows: Array.from({ length: 30 }, (_, i) => i) });
    const k = params.k as number;
    const shift = run === 'a' ? 1 : 2;
    return Promise.resolve({
      checkpoint: `sha-${run}`,
      dataset: 'demo',
      answers: (params.rows as number[]).map((row) => ({
        query: card(row),
        items: Array.from({ length: k }, (_, i) => card(100 + row + i + (row === 0 ? 0 : shift))),
      })),
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
      title: 'a and b on demo',
      questions: 30,
      drawsByConstruction: 1,
      arms: [
        { arm: 'a', run: 'a', preset: 'pinsage', checkpoint: 'sha-a' },
        { arm: 'b', run: 'b', preset: 'pinsage', checkpoint: 'sha-b' },
      ],
    });
    const [first, second] = asked.filter(({ name }) => name === 'runs.answers');
    expect(first.params).toEqual({ ...second.params, name: 'a' });
    expect(first.params.k).toBe(1);
  });

  it('shows raters both answers and nothing that tells them apart', async () => {
    const study = await makeStudy(records, engine, wanted, now);
    const { trial } = raterTurn(records, study.name, 'ada', now);
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
    expect(asked.find(({ name }) => name === 'runs.answers')?.params.k).toBe(4);
  });

  it('finds a free name', async () => {
    await makeStudy(records, engine, { ...wanted, name: 'Study-2' }, now);
    expect((await makeStudy(records, engine, wanted, now)).name).toBe('study-3');
  });

  it('refuses two runs of different data', async () => {
    await expect(makeStudy(records, engine, { ...wanted, runs: ['a', 'c'] }, now)).rejects.toMatchObject({
      code: 'different-data',
    });
  });
});
