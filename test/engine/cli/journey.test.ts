/** Import, train, compare and ask people, all through the command line; every JSON against its keys. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createRun } from '../../../engine/runs/create-run.ts';
import { takeLease } from '../../../engine/runs/lease.ts';
import { runFolder } from '../../../engine/runs/run-files.ts';
import { gatheredAssets } from '../gathered-assets.ts';
import { tinyFolder } from '../jobs/tiny-folder.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

const small = ['hidden=8', 'output=4', 'negatives=10', 'batchSize=32'].flatMap((set) => ['--set', set]);
const home = mkdtempSync(join(tmpdir(), 'pinwise-cli-'));

const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const Metrics = z.record(z.string(), Estimate);
const Config = z.record(z.string(), z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])));
const Pairs = z.object({ train: z.number(), tune: z.number(), test: z.number() });
const Data = z.object({
  ...{ name: z.string(), items: z.number(), contexts: z.number(), edges: z.number(), pairs: Pairs },
  features: z.object({ rows: z.number(), dims: z.number() }),
  warnings: z.array(
    z.object({ file: z.string(), row: z.number().nullable(), code: z.string(), message: z.string() }),
  ),
  skipped: z.number(),
});
const Trained = z.object({
  ...{ run: z.string(), preset: z.string(), seed: z.number(), config: Config, backend: z.string() },
  epochs: z.array(
    z.object({ epoch: z.number(), loss: z.number(), seconds: z.number(), items_per_s: z.number() }),
  ),
  final: Metrics,
});
const Item = z.strictObject({ id: z.string(), title: z.string() });
const Trial = z.strictObject({
  ...{ question: z.string(), query: Item, left: z.array(Item), right: z.array(Item) },
  progress: z.object({ done: z.number(), total: z.number() }),
});

const train = async (preset: string, name: string, ...more: string[]): Promise<z.infer<typeof Trained>> =>
  Trained.parse(await jsonOf(['train', '--data', 'tiny', '--preset', preset, '--as', name, ...more]));

beforeAll(async () => {
  process.env.PINWISE_HOME = home;
  await gatheredAssets();
  await jsonOf(['data', 'import', tinyFolder(), '--as', 'tiny']);
  await train('pinsage', 'sage', '--epochs', '2', '--seed', '3', ...small);
  await train('annotation', 'titles');
}, 120_000);

describe('data', () => {
  it('lists and shows what was imported, with degree quantiles', async () => {
    const [listed] = z.array(Data).parse(await jsonOf(['data', 'list']));
    const shown = Data.extend({
      degree_quantiles: z.object({
        probabilities: z.array(z.number()),
        item: z.array(z.number()),
        context: z.array(z.number()),
      }),
    }).parse(await jsonOf(['data', 'show', 'tiny']));
    expect(listed).toMatchObject({ name: 'tiny', items: 60, pairs: { train: 60, tune: 60, test: 60 } });
    expect(shown.edges).toBe(listed.edges);
    expect(shown.degree_quantiles.item).toHaveLength(shown.degree_quantiles.probabilities.length);
  });

  it('refuses the same name again', async () => {
    const { code, err } = await pinwiseIn(['data', 'import', tinyFolder(), '--as', 'tiny']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('tiny') as string });
  });

  it('names file and row of what is wrong, and leaves nothing', async () => {
    const folder = tinyFolder();
    writeFileSync(join(folder, 'edges.csv'), 'item,context\ni1,c1\nnobody,c1\n');
    const { code, out, err } = await pinwiseIn(['data', 'import', folder, '--as', 'broken', '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/edges\.csv.*3/);
    expect(await pinwiseIn(['data', 'show', 'broken'])).toMatchObject({ code: 2 });
  });

  it('is not removed while a training uses it', async () => {
    await jsonOf(['data', 'import', tinyFolder(), '--as', 'used']);
    const run = createRun({
      ...{ home, dataset: 'used', preset: 'pinsage', config: {}, seed: 0, codeVersion: '', now: new Date() },
    });
    const lease = takeLease(runFolder(home, run))!;
    const refused = await pinwiseIn(['data', 'remove', 'used']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain(run);
    lease.release();
    await jsonOf(['runs', 'remove', run]);
    expect(await jsonOf(['data', 'remove', 'used'])).toEqual({ removed: 'used' });
    expect(await pinwiseIn(['data', 'show', 'used'])).toMatchObject({ code: 2 });
  });
});

describe('runs', () => {
  it('trains with the settings that were given', async () => {
    const trained = await train('combined', 'both', '--epochs', '1', ...small);
    expect(trained).toMatchObject({ run: 'both', preset: 'combined', seed: 0 });
    expect(trained.config).toMatchObject({ training: { epochs: 1, batchSize: 32 }, model: { hidden: 8 } });
    expect(trained.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    expect(Object.keys(trained.final)).toEqual(expect.arrayContaining(['hit_rate@10', 'hit_rate@1%', 'mrr']));
  });

  it('has nothing to say on epochs where nothing is trained, and says that --epochs changes nothing', async () => {
    const words = ['train', '--data', 'tiny', '--preset', 'random-walk', '--epochs', '5', '--json'];
    const { code, out, err } = await pinwiseIn(words);
    expect(code).toBe(0);
    expect(Trained.parse(JSON.parse(out)).epochs).toEqual([]);
    expect(err).toContain('does not train');
  });

  it.each([
    ['out of bounds', ['--set', 'epochs=0'], /training\.epochs cannot be 0/],
    ['unknown', ['--set', 'epoch=1'], /did you mean training\.epochs/],
  ])('refuses a setting that is %s', async (_, more, message) => {
    const ran = await pinwiseIn(['train', '--data', 'tiny', '--preset', 'pinsage', ...more]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(message);
  });

  it('shows configuration, fingerprint, metrics, checkpoints and lineage', async () => {
    const Run = z.object({
      ...{ run: z.string(), preset: z.string(), fingerprint: z.string(), config: Config, metrics: Metrics },
      checkpoints: z.array(z.object({ sha256: z.string(), step: z.number() })),
      lineage: z.object({ data: z.string(), code_version: z.string(), backend: z.string() }),
    });
    const shown = Run.extend({ epochs: z.array(z.object({ loss: z.number() })) }).parse(
      await jsonOf(['runs', 'show', 'sage']),
    );
    expect(shown.epochs).toHaveLength(2);
    expect(shown.checkpoints[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    const listed = z.array(Run).parse(await jsonOf(['runs', 'list']));
    expect(listed.map(({ run }) => run)).toEqual(expect.arrayContaining(['sage', 'titles']));
  });

  it('finds what is different between two', async () => {
    const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
    const { differences } = z
      .object({ differences: z.array(z.object({ key: z.string(), a: Value, b: Value })) })
      .parse(await jsonOf(['runs', 'diff', 'sage', 'titles']));
    expect(differences).toContainEqual({ key: 'preset', a: 'pinsage', b: 'annotation' });
    expect(differences).toContainEqual({ key: 'seed', a: 3, b: 0 });
  });
});

describe('answers', () => {
  it('evaluates with intervals and paired differences', async () => {
    const found = z
      .object({
        runs: z.array(z.object({ run: z.string(), n_queries: z.number(), metrics: Metrics })),
        differences: z.array(
          z.object({
            ...{ a: z.string(), b: z.string(), metric: z.string(), difference: z.number() },
            ...{ low: z.number(), high: z.number(), p: z.number() },
          }),
        ),
      })
      .parse(await jsonOf(['evaluate', 'sage', 'titles', '--k', '5,20']));
    expect(found.runs.map(({ run, n_queries }) => [run, n_queries])).toEqual([
      ['sage', 30],
      ['titles', 30],
    ]);
    expect(Object.keys(found.runs[0].metrics)).toEqual(
      expect.arrayContaining([
        ...['hit_rate@5', 'hit_rate@20', 'recall@5', 'ndcg@5', 'hit_rate@1%', 'mrr', 'mrr_plain'],
        ...['coverage@10', 'kurtosis'],
      ]),
    );
  });

  it('says which cutoffs are longer than the data set, and leaves them out', async () => {
    const { code, out, err } = await pinwiseIn(['evaluate', 'titles', '--k', '5,5000', '--json']);
    expect(code).toBe(0);
    expect(err).toContain('left out: @5000');
    expect(out).not.toContain('@5000');
    expect((await pinwiseIn(['evaluate', 'titles', '--k', '5,20'])).err).toBe('');
  });

  const Recommended = z.object({
    query: z.array(z.string()),
    items: z.array(z.object({ id: z.string(), title: z.string(), score: z.number() })),
  });

  it('recommends best first, never the query', async () => {
    const { query, items } = Recommended.parse(
      await jsonOf(['recommend', 'titles', '--query', 'i3,i4', '-k', '7']),
    );
    expect(query).toEqual(['i3', 'i4']);
    expect(items).toHaveLength(7);
    expect(items.map(({ score }) => score)).toEqual(items.map(({ score }) => score).sort((a, b) => b - a));
    expect(items.some(({ id }) => query.includes(id))).toBe(false);
  });

  it('recommends for a context as for its items together, and none of them', async () => {
    const byContext = Recommended.parse(await jsonOf(['recommend', 'sage', '--context', 'c0']));
    const members = readFileSync(join(tinyFolder(), 'edges.csv'), 'utf8')
      .split('\n')
      .flatMap((line) => (line.endsWith(',c0') ? [line.split(',')[0]] : []));
    expect([...byContext.query].sort()).toEqual(members.sort());
    expect(byContext.items.some(({ id }) => members.includes(id))).toBe(false);
    const byItems = Recommended.parse(await jsonOf(['recommend', 'sage', '--query', byContext.query.join()]));
    expect(byContext.items).toEqual(byItems.items);
  });

  it.each([
    ['item', ['--query', 'nobody'], /no item "nobody"; items are named by their ids/],
    ['item that is an id in other letters', ['--query', 'I3'], /no item "I3"; did you mean "i3"/],
    ['context', ['--context', 'nowhere'], /no context "nowhere"/],
  ])('refuses an unknown %s', async (_, more, message) => {
    const ran = await pinwiseIn(['recommend', 'sage', ...more]);
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(message);
  });

  it('lists neighbours by visits, weights over the sum of those kept', async () => {
    const { neighbors, total_visits } = z
      .object({
        item: z.literal('i3'),
        neighbors: z.array(z.object({ id: z.string(), visits: z.number(), weight: z.number() })),
        total_visits: z.number(),
      })
      .parse(await jsonOf(['neighbors', 'tiny', '--item', 'i3', '-k', '4', '--walks', '500']));
    const kept = neighbors.reduce((sum, { visits }) => sum + visits, 0);
    expect(kept).toBeLessThanOrEqual(total_visits);
    for (const { visits, weight } of neighbors) expect(weight).toBeCloseTo(visits / kept, 12);
    expect(neighbors.map(({ visits }) => visits)).toEqual(
      neighbors.map(({ visits }) => visits).sort((a, b) => b - a),
    );
  });

  it('lists presets with their whole configuration', async () => {
    const all = z
      .array(z.object({ name: z.string(), description: z.string(), config: Config }))
      .parse(await jsonOf(['presets']));
    expect(all.map(({ name }) => name)).toEqual([
      ...['pinsage', 'mean-pooling-hard', 'mean-pooling', 'mean-pooling-xent', 'max-pooling'],
      ...['graphsage-gcn', 'graphsage-mean', 'graphsage-lstm', 'graphsage-pool'],
      ...['combined', 'visual', 'annotation', 'random-walk', 'bpr', 'itemknn', 'ease'],
    ]);
  });

  it('exports the files that it names', async () => {
    const to = join(home, 'exported');
    const { files } = z
      .object({ files: z.array(z.string()) })
      .parse(await jsonOf(['export', 'sage', '--to', to]));
    expect(files).toEqual(expect.arrayContaining([expect.stringContaining('embeddings.npy')]));
    expect(existsSync(join(to, 'model.safetensors'))).toBe(true);
  });
});

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
    expect(await jsonOf(['study', 'list'])).toMatchObject([{ name: 'first', state: 'closed' }]);
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

it('doctor says what is here and what is missing', async () => {
  const found = z
    .object({
      ...{ version: z.string(), node: z.string(), home: z.literal(home) },
      electron: z.object({
        ...{ version: z.string().nullable(), path: z.string().nullable(), source: z.string().nullable() },
      }),
      backend: z.object({
        ...{ name: z.string(), version: z.string(), why: z.string(), available: z.array(z.string()) },
      }),
      devices: z.array(z.object({ kind: z.string(), cores: z.number() })),
      missing: z.array(z.object({ what: z.string(), cure: z.string() })),
    })
    .parse(await jsonOf(['doctor']));
  expect(found.backend.available).toContain(found.backend.name);
});

it('every command has words for people too', async () => {
  for (const words of [
    ...[['doctor'], ['presets'], ['data', 'list'], ['data', 'show', 'tiny'], ['runs', 'list']],
    ...[
      ['runs', 'show', 'sage'],
      ['runs', 'diff', 'sage', 'titles'],
      ['evaluate', 'sage', 'titles'],
    ],
    ...[
      ['recommend', 'sage', '--query', 'i3'],
      ['neighbors', 'tiny', '--item', 'i3'],
      ['study', 'list'],
    ],
  ]) {
    const { code, out } = await pinwiseIn(words);
    expect(code, words.join(' ')).toBe(0);
    expect(out.trim(), words.join(' ')).not.toMatch(/^[[{]|undefined|NaN|\[object/);
  }
});
