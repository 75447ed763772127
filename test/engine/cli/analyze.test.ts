import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { VotesReport } from '../../../evaluations/analysis/analyse-votes.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'pinwise-analyze-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, ...lines: string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
};
const HEADER = 'study,question,query,rater,a,b,choice,side,ms';
/** Rows of one rater: `w` questions won by x, `l` lost, `d` drawn. */
const rows = (study: string, w: number, l: number, d = 0): string[] =>
  ['a'.repeat(w), 'b'.repeat(l), '='.repeat(d)]
    .join('')
    .split('')
    .map(
      (c, i) => `${study},q${i},item${i},ann,x,y,${c === '=' ? 'equal' : c},${i % 2 ? 'left' : 'right'},900`,
    );

it('reports each study of a file', async () => {
  // Win and lose of the paper's table 2, per thousand.
  const path = file('two.csv', HEADER, ...rows('visual', 284, 219, 497), ...rows('combined', 226, 151, 575));
  const { studies } = (await jsonOf(['analyze', path, '--by', 'study'])) as {
    studies: ({ study: string } & VotesReport)[];
  };
  expect(studies.map(({ study }) => study)).toEqual(['visual', 'combined']);
  const [{ pairs, anytime, raters, judgements }, combined] = studies;
  expect(pairs[0]).toMatchObject({ a: 'x', b: 'y', questions: 1000, win: 284, lose: 219, draw: 497 });
  expect(pairs[0].share_of_wins.value).toBeCloseTo(0.565, 3);
  expect(combined.pairs[0].share_of_wins.value).toBeCloseTo(0.6, 2);
  expect(anytime).toEqual(pairs[0].anytime);
  expect(raters[0]).toMatchObject({ rater: 'ann', judgements: 1000, median_ms: 900 });
  expect(judgements).toBe(1000);
});

it('takes all rows as one study without --by, though its parts number their questions alike', async () => {
  const path = file('one.csv', HEADER, ...rows('first', 3, 1), ...rows('second', 2, 2));
  const { studies } = (await jsonOf(['analyze', path])) as { studies: VotesReport[] };
  expect(studies).toHaveLength(1);
  expect(studies[0].pairs[0]).toMatchObject({ questions: 8, win: 5, lose: 3 });
});

it('reads JSON Lines, without the columns that may be missing', async () => {
  const line = { question: 'q', query: 'i', rater: 'ann', a: 'x', b: 'y', choice: 'a' };
  const path = file('votes.jsonl', JSON.stringify(line), JSON.stringify({ ...line, rater: 'bob' }));
  const { studies } = (await jsonOf(['analyze', path])) as { studies: VotesReport[] };
  expect(studies[0].raters.map(({ left_share, median_ms }) => [left_share, median_ms])).toEqual([
    [null, null],
    [null, null],
  ]);
});

it('weighs questions, as a study whose queries were not drawn alike does', async () => {
  const header = 'question,query,rater,a,b,choice,weight';
  const path = file('weighed.csv', header, 'q1,i1,ann,x,y,a,3', 'q2,i2,ann,x,y,b,1', 'q3,i3,ann,x,y,b,1');
  const plain = file('plain.csv', header, 'q1,i1,ann,x,y,a,', 'q2,i2,ann,x,y,b,', 'q3,i3,ann,x,y,b,1');
  const [weighed, even] = await Promise.all(
    [path, plain].map(async (of) => (await jsonOf(['analyze', of])) as { studies: VotesReport[] }),
  );
  const of = (found: { studies: VotesReport[] }) => found.studies[0].pairs[0];
  expect(of(weighed)).toMatchObject({ questions: 3, win: 1, lose: 2 });
  expect(of(weighed).share_of_wins.value).toBeCloseTo(3 / 5, 12);
  expect(of(even).share_of_wins.value).toBeCloseTo(1 / 3, 12);
  expect(of(weighed).anytime.high).toBeGreaterThan(of(even).anytime.high!);
});

it('prints tables for people', async () => {
  const { code, out } = await pinwiseIn(['analyze', file('people.csv', HEADER, ...rows('s', 30, 10, 5))]);
  expect(code).toBe(0);
  expect(out).toContain('share of wins');
  expect(out).toContain('0.750 [0.598');
});

it.each([
  ['a choice that is none', 's,q,i,ann,x,y,left,,', /row 2: choice is "left"; it must be a, b or equal/],
  ['a model against itself', 's,q,i,ann,x,x,a,,', /row 2: a and b are both "x"/],
  ['a side that is none', 's,q,i,ann,x,y,a,top,', /row 2: side is "top"/],
  ['a time that is none', 's,q,i,ann,x,y,a,,soon', /row 2: ms is "soon"/],
  ['an empty rater', 's,q,i,,x,y,a,,', /row 2: rater is empty/],
  [
    'a question that one rater judged twice',
    's,q,i,ann,x,y,a,,\ns,q,i,ann,x,y,b,,',
    /row 3: rater "ann" judged question "q" in row 2 already/,
  ],
  [
    'a question with two queries',
    's,q,i,ann,x,y,a,,\ns,q,j,bob,x,y,b,,',
    /row 3: question "q" had another query/,
  ],
  ['no row', '', /the file has no judgements/],
])('refuses %s, with file and row', async (_, text, message) => {
  const path = file('bad.csv', HEADER, ...(text === '' ? [] : [text]));
  const { code, out, err } = await pinwiseIn(['analyze', path]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
  expect(err).toContain('bad.csv');
});

it('refuses a weight that is none, and two of one question', async () => {
  const header = 'question,query,rater,a,b,choice,weight';
  const zero = await pinwiseIn(['analyze', file('zero.csv', header, 'q1,i1,ann,x,y,a,0')]);
  expect(zero).toMatchObject({ code: 2, out: '' });
  expect(zero.err).toContain('zero.csv row 2: weight is "0"');
  const two = file('two-weights.csv', header, 'q1,i1,ann,x,y,a,1', 'q1,i1,bob,x,y,a,2');
  expect((await pinwiseIn(['analyze', two])).err).toMatch(
    /row 3: question "q1" had .* another weight in row 2/,
  );
});

it('refuses a file that is not there or is no table', async () => {
  expect(await pinwiseIn(['analyze', join(folder, 'none.csv')])).toMatchObject({ code: 2 });
  expect(await pinwiseIn(['analyze', folder])).toMatchObject({ code: 2 });
});
