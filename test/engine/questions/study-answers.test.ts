import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { groupByQuery } from '../../../engine/evaluate/query-groups.ts';
import { offlineQuestions } from '../../../engine/questions/offline.ts';
import { selfcheck } from '../../../engine/questions/selfcheck.ts';
import { twinAnswers } from '../../../engine/questions/twin-answers.ts';
import { whyItems } from '../../../engine/questions/why.ts';
import type { SelfcheckWanted } from '../../../engine/contract/study-answers.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { recommend } from '../../../engine/runs/recommend.ts';
import { runFolder } from '../../../engine/runs/run-files.ts';
import { finishedRun } from '../runs/small-store.ts';
import { groupOf, groupedStore } from './grouped-store.ts';

let store: Awaited<ReturnType<typeof groupedStore>>;
let pooled: string;
let knn: string;
beforeAll(async () => {
  store = await groupedStore();
  pooled = await finishedRun(store.home, 'pinsage', 0, 'grouped');
  knn = await finishedRun(store.home, 'itemknn', 0, 'grouped');
}, 120_000);

describe('studies.why', () => {
  const why = (runs: string[], items = ['i24', 'i25'], neighbors = 50) =>
    whyItems(store.home, { runs, query: 'i12', items, neighbors });

  it("tells the run's own neighbours, what query and item share, and score and rank", () => {
    const { query, runs } = why([pooled]);
    expect(query.id).toBe('i12');
    const [{ source, neighbors, items }] = runs;
    expect(source).toBe('table');
    const folder = runFolder(store.home, pooled);
    const [table, weights] = ['neighbors', 'weights'].map((name) => readNpy(`${folder}/${name}.npy`));
    const width = table.shape[1];
    const own = (row: number) =>
      new Map(
        Array.from({ length: width }, (_, t): [number, number] => [
          table.data[row * width + t],
          weights.data[row * width + t],
        ]).filter(([row]) => row >= 0),
      );
    expect(new Map(neighbors.map(({ item, weight }) => [item.row, weight])).size).toBe(own(12).size);
    for (const { item, weight } of neighbors) expect(weight).toBeCloseTo(own(12).get(item.row)!, 5);
    const naive = [...own(12)].reduce(
      (sum, [row, weight]) => sum + Math.min(weight, own(24).get(row) ?? 0),
      0,
    );
    expect(items[0].sharedWeight).toBeCloseTo(naive, 5);
    expect(items[0].weight).toBeCloseTo(own(12).get(24) ?? 0, 5);
    const ranked = recommend(openRun(store.home, pooled), [12], 300);
    const at = ranked.findIndex(({ row }) => row === 24);
    expect(items[0].rank).toBe(at + 1);
    expect(items[0].score).toBeCloseTo(ranked[at].score, 5);
    // Groups have contexts of their own: nothing is shared with an item of another one.
    expect(groupOf(25)).not.toBe(groupOf(12));
    expect(items[1].sharedWeight).toBe(0);
    expect(items[1].shared).toEqual([]);
  });

  it('draws walks for a run without neighbours, and takes the answers of one that answers by them', () => {
    const { runs } = why([store.visual, knn]);
    expect(runs.map(({ source }) => source)).toEqual(['walks', 'answers']);
    for (const { neighbors } of runs) {
      expect(neighbors.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
      for (let i = 1; i < neighbors.length; i++) {
        expect(neighbors[i].weight).toBeLessThanOrEqual(neighbors[i - 1].weight);
      }
    }
    expect(why([knn], ['i24'], 3).runs[0].neighbors).toHaveLength(3);
  });

  it('names an item that is not there', () => {
    expect(() => why([pooled], ['nobody'])).toThrow(/grouped has no item nobody/);
    expect(() => why([pooled], ['i12'])).toThrow(/the query itself/);
  });
});

describe('studies.offline', () => {
  it('gives the reciprocal rank of the best positive under the runs of the pair', async () => {
    const runs = [store.visual, store.walk, store.text];
    const dataset = openDataset(store.home, 'grouped');
    const groups = groupByQuery(dataset.pairs.test).slice(0, 20);
    const found = await offlineQuestions(store.home, {
      runs,
      questions: [
        ...groups.map(({ query }, i) => ({
          question: `q${i}`,
          pair: ['a', 'c'] as ['a', 'c'],
          query: `i${query}`,
        })),
        { question: 'trained', pair: ['a', 'b'], query: 'i200' },
        { question: 'gone', pair: ['a', 'b'], query: 'nobody' },
      ],
    });
    expect(found).toHaveLength(21);
    for (const [i, { query, positives }] of groups.entries()) {
      const naive = (run: string): number => {
        const ranked = recommend(openRun(store.home, run), [query], 300).map(({ row }) => row);
        return 1 / (1 + Math.min(...[...positives].map((row) => ranked.indexOf(row))));
      };
      expect(found[i]).toMatchObject({ question: `q${i}`, positives: positives.length });
      expect(found[i].rr_a).toBeCloseTo(naive(store.visual));
      expect(found[i].rr_b).toBeCloseTo(naive(store.text));
      expect(found[i].slice).toMatch(/^degree \d/);
    }
    expect(found[20]).toMatchObject({ question: 'trained', positives: 0, rr_a: null, rr_b: null });
  });
});

describe('studies.selfcheck', () => {
  const wanted: Omit<SelfcheckWanted, 'run'> = {
    ...{
      trial: 'pair',
      k: 1,
      questions: 80,
      judgements: 3,
      consensus: 2 / 3,
      share: 0.5,
      accuracy: 0.8,
      seed: 0,
    },
    replications: 20,
  };

  it('finds the degraded twin and not the identical one', async () => {
    const found = await selfcheck(store.home, { run: store.visual, ...wanted });
    expect(found).toMatchObject({ questions: 80, replications: 20 });
    expect(found.found).toBeGreaterThanOrEqual(16);
    expect(found.false_alarms).toBeLessThanOrEqual(4);
    expect(found.degraded.win + found.degraded.lose + found.degraded.draw + found.degraded.inconclusive).toBe(
      80,
    );
    expect(found.verdict).toMatch(/80 questions of 3 judgements are enough to see that 50%/);
    expect(await selfcheck(store.home, { run: store.visual, ...wanted })).toEqual(found);
  });

  it.each([
    ['lists', ' about lists of 4'],
    ['grade', ' by grades'],
  ] as const)('does so in a study of %s', async (trial, words) => {
    const found = await selfcheck(store.home, { run: store.visual, ...wanted, trial, k: 4 });
    expect(found).toMatchObject({ trial, questions: 80 });
    expect(found.found).toBeGreaterThanOrEqual(16);
    expect(found.false_alarms).toBeLessThanOrEqual(4);
    const { win, lose, draw, inconclusive } = found.degraded;
    expect(win + lose + draw + inconclusive).toBe(80);
    expect(win).toBeGreaterThan(lose);
    expect(found.verdict).toContain(`80 questions of 3 judgements${words} are enough to see that 50%`);
  });

  it('takes labelled items for better than all others, then the ranking', async () => {
    const run = openRun(store.home, store.visual);
    const { draw, relatedness } = await twinAnswers(store.home, run, { ...wanted, trial: 'lists', k: 3 });
    const { pairs } = run.dataset;
    const labelled = new Set(
      [pairs.train, pairs.tune, pairs.test].flatMap(({ query, item }) =>
        [...query].flatMap((from, i) => [`i${from} i${item[i]}`, `i${item[i]} i${from}`]),
      ),
    );
    const points = [6, 5, 4, 3, 2, 1];
    let some = 0;
    const [asked] = draw(1).degraded;
    for (const { query, items } of asked) {
      expect(items).toHaveLength(6);
      items.forEach(({ id }, at) => {
        const isLabelled = labelled.has(`${query.id} ${id}`);
        if (isLabelled) some++;
        // 21 points are all that six unlabelled answers have together.
        expect(relatedness(query.id, id)).toBe(points[at] + (isLabelled ? 22 : 0));
      });
    }
    expect(some).toBeGreaterThan(0);
    expect(relatedness(asked[0].query.id, 'nobody')).toBe(0);
    const queries = new Set(asked.map(({ query }) => query.id));
    const others = [...labelled].map((pair) => pair.split(' ')).filter(([query]) => queries.has(query));
    for (const [query, item] of others) expect(relatedness(query, item)).toBeGreaterThanOrEqual(22);
  });

  it('names the shortage and its cure where a run has too few answers for two lists of k', async () => {
    const lists = { run: knn, ...wanted, trial: 'lists' as const, k: 20 };
    await expect(selfcheck(store.home, lists)).rejects.toMatchObject({
      code: 'too-few-answers',
      message: expect.stringMatching(/has 40 answers to \d+ of its queries.*check shorter lists, or a run/),
    });
  });

  it('says when a design is too small', async () => {
    const few = { ...wanted, run: store.walk, questions: 10, judgements: 1, share: 0.2 };
    const { found, verdict } = await selfcheck(store.home, few);
    expect(found).toBe(0);
    expect(verdict).toMatch(/^10 questions of 1 judgement are too few to see that 20%/);
  });
});
