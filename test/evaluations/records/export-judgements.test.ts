import { parquetReadObjects } from 'hyparquet';
import { afterEach, describe, expect, it } from 'vitest';
import { exportJudgements } from '../../../evaluations/records/export-judgements.ts';
import {
  type ExportedJudgement,
  exportedJudgements,
} from '../../../evaluations/records/exported-judgement.ts';
import { columns } from '../../../evaluations/records/judgement-columns.ts';
import { type JudgedStore, judgedStore } from './judged-store.ts';

let store: JudgedStore;
afterEach(() => store.remove());

const rowsOf = (text: string | Uint8Array): ExportedJudgement[] =>
  (text as string)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ExportedJudgement);

async function parquet(bytes: string | Uint8Array): Promise<Record<string, unknown>[]> {
  const { buffer, byteOffset, byteLength } = bytes as Uint8Array;
  return parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer });
}

describe('the export of judgements', () => {
  it('leads every vote back to checkpoint, configuration, data and seed', () => {
    store = judgedStore({}, { gold: 2, repeats: 1 });
    const rows = exportedJudgements(store.records, store.study);
    expect(rows).toHaveLength(2 * (5 + 2 + 1));
    for (const row of rows) {
      expect(row).toMatchObject({ study: 'look', seed: 5, weight: expect.any(Number), origin: '' });
      expect(row.hash).toMatch(/^[0-9a-f]{64}$/);
      if (row.kind === 'gold') {
        expect(row).toMatchObject({
          a: null,
          checkpoint_b: null,
          config_a: null,
          expected: expect.stringMatching(/^[ab]$/),
        });
        continue;
      }
      expect(row).toMatchObject({
        ...{ a: 'pinsage-1', b: 'visual-1', checkpoint_a: 'checkpoint pinsage-1' },
        ...{ checkpoint_b: 'checkpoint visual-1', seed_a: 0, seed_b: 1, data_a: 'data of pinsage-1' },
        ...{ config_b: '{"run":"visual-1","layers":2}', pair: 'ab', weight: 1.25 },
      });
    }
    expect(rows.filter(({ kind }) => kind === 'repeat').every(({ of }) => /^q\d+$/.test(of!))).toBe(true);
    expect(new Set(rows.map(({ judgement }) => judgement)).size).toBe(rows.length);
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort());
  });

  it('keeps which "equal" was meant, and grades', () => {
    store = judgedStore({ choices: ['both-good', 'both-poor', 'left'] }, { equal: 'split' });
    const rows = exportedJudgements(store.records, store.study);
    expect(rows.slice(0, 3).map(({ choice, equal, answer }) => [choice, equal, answer])).toEqual([
      ['equal', 'good', 'both-good'],
      ['equal', 'poor', 'both-poor'],
      [rows[2].side === 'left' ? 'a' : 'b', null, 'left'],
    ]);
    store.remove();
    store = judgedStore({ choices: ['3', '0'] }, { trial: 'grade' });
    const [first] = exportedJudgements(store.records, store.study);
    expect(first).toMatchObject({ kind: 'grade', choice: null, answer: '3', grade: 3, shown_b: [] });
    expect(first.graded).toMatch(/^[ab]$/);
  });

  it('is the same in JSON Lines, CSV and Parquet', async () => {
    store = judgedStore({}, { gold: 1, repeats: 1 });
    const rows = exportedJudgements(store.records, store.study);
    expect(rowsOf(exportJudgements(store.records, store.study, 'jsonl'))).toEqual(rows);
    const read = await parquet(exportJudgements(store.records, store.study, 'parquet'));
    expect(read.map((row) => ({ ...row, at: (row.at as Date).toISOString() }))).toEqual(rows);
    const csv = exportJudgements(store.records, store.study, 'csv') as string;
    const [head, ...lines] = csv.trimEnd().split('\n');
    expect(head.split(',')).toEqual(columns.map(([name]) => name));
    expect(Object.keys(rows[0]).sort()).toEqual(columns.map(([name]) => name).sort());
    expect(lines).toHaveLength(rows.length);
    expect(lines[0]).toContain('"[""');
    expect(csv).toContain('"Grace, ""G"""');
  });

  it('without a judgement has its columns and no row', async () => {
    store = judgedStore({ raters: [] });
    expect(await parquet(exportJudgements(store.records, store.study, 'parquet'))).toEqual([]);
    expect(exportJudgements(store.records, store.study, 'jsonl')).toBe('');
    expect((exportJudgements(store.records, store.study, 'csv') as string).split('\n')).toHaveLength(2);
  });
});
