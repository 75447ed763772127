import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { Problems } from '../../../engine/dataset/problems.ts';
import { findTable } from '../../../engine/dataset/tables/find-table.ts';
import { readTable } from '../../../engine/dataset/tables/read-table.ts';
import golden from '../../golden/data-files.json' with { type: 'json' };

const root = mkdtempSync(join(tmpdir(), 'pinwise-tables-'));
afterAll(() => rmSync(root, { recursive: true }));

interface Read {
  rows: { line: number; cells: string[]; others: Record<string, string> | null }[];
  problems: { row: number | null; code: string; message: string }[];
  inFile: number;
}

async function read(file: string, content: string | Uint8Array, columns = ['a', 'b']): Promise<Read> {
  const folder = mkdtempSync(join(root, 'x-'));
  writeFileSync(join(folder, file), content);
  const problems = new Problems('skip');
  const rows: Read['rows'] = [];
  const inFile = await readTable(
    findTable(folder, 't')!,
    { required: columns, keepOthers: true },
    problems,
    ({ line, cells, others }) => rows.push({ line, cells, others }),
    {},
  );
  return {
    rows,
    inFile,
    problems: problems.warnings().map(({ row, code, message }) => ({ row, code, message })),
  };
}
const cells = ({ rows }: Read): string[][] => rows.map((row) => row.cells);

describe('CSV', () => {
  it('reads back what a plain writer wrote: commas, quotes, line breaks, Unicode (500 seeded rows)', async () => {
    const rng = random(1, 'csv');
    const pieces = ['a', 'é', '😀', ',', '"', '\n', '\r\n', ' ', '', 'word', '0', '\t', "'"];
    const value = (): string =>
      Array.from({ length: rng.below(5) }, () => pieces[rng.below(pieces.length)]).join('');
    const rows = Array.from({ length: 500 }, () => [`x${value()}`, value(), value()]);
    const field = (text: string): string =>
      /[",\r\n]/.test(text) || rng.next() < 0.3 ? `"${text.replaceAll('"', '""')}"` : text;
    const text = ['b,other,a', ...rows.map((row) => row.map(field).join(','))];
    let line = 2;
    const lines = rows.map((_, i) => {
      const at = line;
      line += text[i + 1].split('\n').length;
      return at;
    });
    for (const end of ['\n', '\r\n']) {
      const found = await read('t.csv', text.join(end) + end);
      expect(cells(found)).toEqual(rows.map(([b, , a]) => [a, b]));
      expect(found.rows.map(({ others }) => others?.other)).toEqual(rows.map(([, other]) => other));
      expect(found.rows.map((row) => row.line)).toEqual(lines);
      expect(found.problems).toEqual([]);
      expect(cells(await read('t.csv.gz', gzipSync(text.join(end))))).toEqual(cells(found));
    }
  });

  it('takes a byte order mark, empty lines and no last line break', async () => {
    const found = await read('t.csv', '\ufeffa,b\n\n1,2\r\n\r\n3,4');
    expect(found.rows.map(({ line, cells: c }) => [line, ...c])).toEqual([
      [3, '1', '2'],
      [5, '3', '4'],
    ]);
  });

  it('a malformed row costs itself, with its line, whatever stands before it', async () => {
    const found = await read('t.csv', 'a,b\n"x\ny",1\n2\n3,4,5\n6,7"8\n9,"10" 11\n12,13\n"14,15\n16,17\n');
    expect(cells(found)).toEqual([
      ['x\ny', '1'],
      ['12', '13'],
      ['16', '17'],
    ]);
    expect(found.problems.map(({ row, code }) => [row, code])).toEqual([
      [4, 'ragged-row'],
      [5, 'ragged-row'],
      [6, 'bad-csv'],
      [7, 'bad-csv'],
      [9, 'bad-csv'],
    ]);
    expect(found.inFile).toBe(8);
  });

  it('finds lines that are not UTF-8, across the pieces a file is read in', async () => {
    const good = `${'y'.repeat(99)},é\n`.repeat(20_000);
    const bytes = Buffer.concat([
      Buffer.from(`a,b\n${good}`),
      Buffer.of(0x31, 0x2c, 0xe9, 0x0a),
      Buffer.from(good),
    ]);
    const found = await read('t.csv', bytes);
    expect(found.rows).toHaveLength(40_000);
    expect(found.problems.map(({ row, code }) => [row, code])).toEqual([[20_002, 'not-utf8']]);
  });

  it('a line of 20 MB is told and left out', async () => {
    const found = await read('t.csv', `a,b\n1,2\n3,${'x'.repeat(20_000_000)}\n5,6\n`);
    expect(cells(found)).toEqual([
      ['1', '2'],
      ['5', '6'],
    ]);
    expect(found.problems.map(({ row, code }) => [row, code])).toEqual([[3, 'long-line']]);
  });

  it.each([
    ['A,b\n1,2\n', /no column "a"; found "A", "b"; rename "A" to "a"/],
    ['as,b\n1,2\n', /rename "as" to "a"/],
    ['x,y\n1,2\n', /no column "a"; found "x", "y"$/],
    ['a,b,a\n1,2,3\n', /two columns "a"/],
    ['', /file is empty/],
    ['\n\n', /no line that names the columns/],
  ])('refuses a file that starts %j', async (text, message) => {
    await expect(read('t.csv', text)).rejects.toThrow(message);
  });

  it.each([
    ['truncated', gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 40)],
    ['no gzip at all', Buffer.from('a,b\n1,2\n')],
  ])('refuses a gzip file that is %s', async (_, bytes) => {
    await expect(read('t.csv.gz', bytes)).rejects.toMatchObject({ code: 'bad-gzip' });
  });

  it('refuses UTF-16 with the cure', async () => {
    await expect(read('t.csv', Buffer.from('\ufeffa,b\n', 'utf16le'))).rejects.toThrow(/save it as UTF-8/);
  });
});

describe('JSON Lines', () => {
  it('reads values as text, exactly', async () => {
    const found = await read(
      't.jsonl',
      '{"a":1,"b":null}\n\n{"b":true,"a":"x,\\n","c":{"d":[1]},"__proto__":"p"}\n',
    );
    expect(cells(found)).toEqual([
      ['1', ''],
      ['x,\n', 'true'],
    ]);
    expect(Object.entries(found.rows[1].others ?? {})).toEqual([
      ['c', '{"d":[1]}'],
      ['__proto__', 'p'],
    ]);
    expect(found.rows.map(({ line }) => line)).toEqual([1, 3]);
  });

  it('a bad line costs itself', async () => {
    const found = await read(
      't.jsonl',
      '{"a":1,"b":2}\n{"a":1\n[1]\n{"A":1,"b":2}\n{"a":12345678901234567890,"b":1}\n',
    );
    expect(cells(found)).toEqual([['1', '2']]);
    expect(found.problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'bad-json'],
      [3, 'bad-json'],
      [4, 'missing-column'],
      [5, 'inexact-number'],
    ]);
    expect(found.problems[2].message).toContain('rename "A" to "a"');
  });
});

describe('Parquet', () => {
  const names = ['item', 'context', 'weight', 'kept'];

  it.each(Object.entries(golden.parquet))('reads what PyArrow wrote: %s', async (_, file) => {
    const bytes = Buffer.from(file, 'hex');
    for (const [name, content] of [
      ['t.parquet', bytes],
      ['t.parquet.gz', gzipSync(bytes)],
    ] as const) {
      const found = await read(name, content, names);
      const rounded = cells(found).map(([item, context, weight, kept]) => [
        item,
        context,
        String(Number(Number(weight).toPrecision(6))),
        kept,
      ]);
      expect(rounded).toEqual(golden.rows);
      expect(found.rows.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    }
  });

  it('refuses a file cut short and a file that is none', async () => {
    const bytes = Buffer.from(golden.parquet.snappy, 'hex');
    for (const content of [bytes.subarray(0, 300), bytes.subarray(200), Buffer.from('PAR1')]) {
      await expect(read('t.parquet', content, names)).rejects.toMatchObject({ code: 'bad-parquet' });
    }
    await expect(read('t.parquet', bytes, ['item', 'contxt'])).rejects.toThrow(
      /rename "context" to "contxt"/,
    );
  });
});

it('refuses two files for one table', () => {
  const folder = mkdtempSync(join(root, 'two-'));
  writeFileSync(join(folder, 't.csv'), 'a');
  writeFileSync(join(folder, 't.jsonl.gz'), 'a');
  expect(() => findTable(folder, 't')).toThrow(/t.csv and t.jsonl.gz; keep one/);
});
