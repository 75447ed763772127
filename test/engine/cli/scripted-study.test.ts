/** Studies by commands alone: from a design to answers and a report, and what is refused on the way. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';
import { trainedHome } from './trained-home.ts';

const Item = z.strictObject({ id: z.string(), title: z.string() });
const Trial = z.strictObject({
  ...{ question: z.string(), query: Item, left: z.array(Item), right: z.array(Item) },
  progress: z.object({ done: z.number(), total: z.number() }),
});

let home: string;
beforeAll(async () => {
  home = await trainedHome();
}, 120_000);

describe('a scripted study', () => {
  it('goes from create to report; win + lose + draw + inconclusive = questions', async () => {
    const made = z
      .object({
        ...{ study: z.literal('first'), hash: z.string(), questions: z.number() },
        draws_by_construction: z.number(),
        arms: z.array(z.strictObject({ arm: z.string(), run: z.string(), checkpoint: z.string() })),
      })
      .parse(
        await jsonOf(['study', 'create', '--runs', 'sage,titles', '--as', 'first', '--questions', '12']),
      );
    expect(made.questions).toBe(12);
    expect(made.arms.map(({ arm, run }) => `${arm} ${run}`)).toEqual(['a sage', 'b titles']);
    const shown = made.questions - made.draws_by_construction;
    expect(shown).toBeGreaterThan(3);

    const next = ['study', 'next', 'first', '--rater', 'ada'];
    const one = Trial.parse(await jsonOf(next));
    expect(JSON.stringify(one)).not.toMatch(/sage|titles|pinsage|annotation/);
    expect(one.progress).toEqual({ done: 0, total: shown });
    const answer = ['study', 'answer', 'first', '--rater', 'ada', '--question', one.question];
    const Recorded = z.strictObject({ recorded: z.literal(true), judgement: z.number() });
    Recorded.parse(await jsonOf([...answer, '--choice', 'left', '--ms', '900']));
    const again = await pinwiseIn([...answer, '--choice', 'right']);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(await jsonOf(['study', 'undo', 'first', '--rater', 'ada'])).toEqual({ question: one.question });
    expect(Trial.parse(await jsonOf(next)).question).toBe(one.question);
    Recorded.parse(await jsonOf([...answer, '--choice', 'right']));

    let answered = 1;
    for (;;) {
      const now = await jsonOf(next);
      if ((now as { done?: boolean }).done) break;
      const { question, progress } = Trial.parse(now);
      expect(progress.done).toBe(answered++);
      await jsonOf([
        ...['study', 'answer', 'first', '--rater', 'ada', '--question', question, '--choice', 'equal'],
      ]);
    }
    expect(answered).toBe(shown);

    const input = ['q0001', 'q0002', 'q0003'].map((question) =>
      JSON.stringify({ question, choice: 'left', ms: 5 }),
    );
    const rated = await pinwiseIn(['study', 'rate', 'first', '--rater', 'script'], {
      input: `${input.join('\n')}\n`,
    });
    const lines = rated.out.trim().split('\n').filter(Boolean);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ recorded: true });

    const Interval = z.object({
      ...{ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() },
    });
    const report = z
      .object({
        pairs: z.array(
          z.object({
            ...{ a: z.string(), b: z.string(), questions: z.number(), win: z.number(), lose: z.number() },
            ...{ draw: z.number(), inconclusive: z.number(), share_of_wins: Interval },
            sign_test_p: z.number().nullable(),
          }),
        ),
        raters: z.array(
          z.object({
            ...{ rater: z.string(), judgements: z.number(), left_share: z.number().nullable() },
            ...{
              median_ms: z.number().nullable(),
              agreement: z.number().nullable(),
              flags: z.array(z.string()),
            },
          }),
        ),
        agreement: z.object({ alpha: Interval, kappa: Interval }),
        ranking: z.array(z.unknown()),
        judgements: z.number(),
        files: z.array(z.string()),
      })
      .parse(await jsonOf(['study', 'report', 'first', '--to', join(home, 'report')]));
    const [pair] = report.pairs;
    expect(pair.win + pair.lose + pair.draw + pair.inconclusive).toBe(pair.questions);
    expect(pair.questions).toBe(12);
    expect(report.raters.map(({ rater, judgements }) => [rater, judgements])).toEqual([
      ['ada', shown],
      ['script', lines.length],
    ]);
    expect(report.judgements).toBe(shown + lines.length);
    expect(
      readFileSync(join(home, 'report', 'judgements.jsonl'), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(report.judgements);

    const file = join(home, 'a-file');
    writeFileSync(file, '');
    const nowhere = await pinwiseIn(['study', 'report', 'first', '--to', join(file, 'inside')]);
    expect(nowhere).toMatchObject({ code: 1, out: '' });
    expect(nowhere.err).toMatch(
      /^pinwise: .*a-file.*: (a part of this path is a file|a file stands in its place)/,
    );

    await jsonOf(['study', 'close', 'first']);
    expect(await pinwiseIn(['study', 'undo', 'first', '--rater', 'ada'])).toMatchObject({ code: 2 });
    expect(await jsonOf(['study', 'next', 'first', '--rater', 'late'])).toEqual({ done: true });
    const late = await pinwiseIn(['study', 'next', 'first', '--rater', 'late']);
    expect(late.out).toBe(`first takes no more answers; late answered 0 of its ${shown} questions.\n`);
    expect(await jsonOf(['study', 'list'])).toContainEqual(
      expect.objectContaining({ name: 'first', state: 'closed' }),
    );
  });

  it('takes a design from a file, the options beside it winning; the default name tells nothing of the runs', async () => {
    const file = join(home, 'design.json');
    writeFileSync(file, JSON.stringify({ runs: ['sage', 'titles'], questions: 6, trial: 'lists', k: 3 }));
    const made = (await jsonOf(['study', 'create', '--design', file, '--questions', '4'])) as {
      study: string;
      questions: number;
    };
    expect(made).toMatchObject({ study: 'study-1', questions: 4 });
    const { left, right } = Trial.parse(await jsonOf(['study', 'next', 'study-1', '--rater', 'bob']));
    expect([left.length, right.length]).toEqual([3, 3]);
  });

  it.each([
    ['is not there', null, /cannot be read \(ENOENT\)/],
    ['is not JSON', '{', /is not JSON/],
    ['has an unknown key', '{"runs":["sage","titles"],"question":3}', /question/],
    ['has a wrong value', '{"runs":["sage","titles"],"questions":0}', /questions/],
  ])('refuses a design that %s', async (_, text, message) => {
    const file = join(mkdtempSync(join(tmpdir(), 'pinwise-cli-')), 'design.json');
    if (text !== null) writeFileSync(file, text);
    const ran = await pinwiseIn(['study', 'create', '--design', file]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(message);
  });

  it('refuses runs on different data', async () => {
    await jsonOf(['data', 'import', tinyFolder(30), '--as', 'other']);
    await jsonOf(['train', '--data', 'other', '--preset', 'annotation', '--as', 'elsewhere']);
    const ran = await pinwiseIn(['study', 'create', '--runs', 'sage,elsewhere']);
    expect(ran).toMatchObject({ code: 2, out: '' });
  });

  it('stops at a line that is no answer, naming it; what came before stays', async () => {
    await jsonOf(['study', 'create', '--runs', 'sage,titles', '--as', 'lines']);
    const { question } = Trial.parse(await jsonOf(['study', 'next', 'lines', '--rater', 'ada']));
    const input = `${JSON.stringify({ question, choice: 'left' })}\n\n{"question": 3}\n`;
    const { code, out, err } = await pinwiseIn(['study', 'rate', 'lines', '--rater', 'ada'], { input });
    expect(code).toBe(2);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/standard input line 3: question/);
  });
});
