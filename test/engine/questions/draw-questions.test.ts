import { beforeAll, describe, expect, it } from 'vitest';
import { askQueries } from '../../../evaluations/design/ask-queries.ts';
import type { QuestionsWanted } from '../../../engine/contract/questions.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import { drawQuestions } from '../../../engine/questions/draw-questions.ts';
import { kinOf } from '../../../engine/questions/kin.ts';
import { openRun } from '../../../engine/runs/open-run.ts';
import { recommend } from '../../../engine/runs/recommend.ts';
import { queryRows } from '../../../engine/runs/query-rows.ts';
import { groupOf, groupedStore } from './grouped-store.ts';

let store: Awaited<ReturnType<typeof groupedStore>>;
beforeAll(async () => {
  store = await groupedStore();
}, 60_000);

const wanted = (changes: Partial<QuestionsWanted> = {}): QuestionsWanted => ({
  ...{ runs: [store.visual, store.text], trial: 'pair', k: 1, questions: 40, seed: 3 },
  ...{ sampling: 'uniform', gold: 0, practice: 0, ...changes },
});
const draw = (changes: Partial<QuestionsWanted> = {}) => drawQuestions(store.home, wanted(changes));
const rowOf = (id: string): number => Number(id.slice(1));
const strata = (found: Awaited<ReturnType<typeof draw>>): (string | null | undefined)[] => [
  ...new Set(found.comparisons.map(({ stratum }) => stratum)),
];

describe('the queries', () => {
  it('are the uniform sample, unweighted, by default', async () => {
    const { comparisons } = await draw();
    const dataset = openDataset(store.home, 'grouped');
    const [answers] = await askQueries(queryRows(dataset), 40, 3, (rows) =>
      Promise.resolve([rows.map((row) => ({ row, items: [0] }))]),
    );
    expect(comparisons.map(({ query }) => rowOf(query.id))).toEqual(answers.map(({ row }) => row));
    expect(comparisons.every(({ stratum, weight }) => !stratum && weight === undefined)).toBe(true);
    for (const { query, a } of comparisons.slice(0, 5)) {
      const [best] = recommend(openRun(store.home, store.visual), [rowOf(query.id)], 1);
      expect(a[0].id).toBe(`i${best.row}`);
    }
  });

  it('are drawn by degree, by category and by disagreement', async () => {
    expect(strata(await draw({ sampling: 'degree' })).sort()).toEqual(['degree 0 to 1', 'degree 2']);
    const byCategory = await draw({ sampling: 'category' });
    expect(strata(byCategory)).toHaveLength(12);
    for (const { query, stratum } of byCategory.comparisons) {
      expect(stratum).toBe(`g${groupOf(rowOf(query.id))}`);
    }
    const { comparisons } = await draw({ sampling: 'disagreement' });
    for (const { a, b, stratum } of comparisons) {
      expect(stratum).toBe(a[0].id === b[0].id ? 'same answer' : 'different answers');
    }
  });

  it('draws by disagreement more queries with different answers, with weights that undo it', async () => {
    const all = await draw({ questions: 5000 });
    expect(all.comparisons.length).toBe(120);
    const share = (of: typeof all): number =>
      of.comparisons.reduce((sum, { a, b, weight = 1 }) => sum + (a[0].id === b[0].id ? weight : 0), 0) /
      of.comparisons.length;
    const drawn = await draw({ sampling: 'disagreement' });
    expect(share(drawn)).toBeCloseTo(share(all));
    const plain = drawn.comparisons.filter(({ a, b }) => a[0].id === b[0].id).length / 40;
    expect(plain).toBeLessThan(share(all));
  });

  it('give the same again when as many are asked for as there were', async () => {
    for (const sampling of ['uniform', 'degree', 'category', 'disagreement'] as const) {
      const runs = [store.visual, store.text, store.walk];
      const all = await draw({ sampling, questions: 300, runs });
      const again = await draw({ sampling, questions: all.comparisons.length, runs });
      expect(again).toEqual(all);
    }
  });

  it('refuses categories where there are none, and says what to do', async () => {
    const { home, visual, text } = await groupedStore('none');
    await expect(drawQuestions(home, wanted({ sampling: 'category', runs: [visual, text] }))).rejects.toThrow(
      /grouped does not say what category .* import it again .*category or group.* sample by degree/,
    );
  });

  it('tells what is known of an item in words', async () => {
    const { comparisons } = await draw();
    for (const { query } of comparisons) {
      const row = rowOf(query.id);
      expect(query.text).toBe(row % 2 ? `text of ${row}` : `g${groupOf(row)}`);
    }
  });
});

describe('questions with a known answer', () => {
  it('have a labelled answer and one that has nothing to do with the query', async () => {
    const dataset = openDataset(store.home, 'grouped');
    const { gold, practice, comparisons } = await draw({ gold: 20, practice: 10 });
    expect([gold.length, practice.length]).toEqual([20, 10]);
    const asked = new Set(comparisons.map(({ query }) => query.id));
    const tested = new Set(queryRows(dataset));
    for (const { query, better, worse } of [...gold, ...practice]) {
      const row = rowOf(query.id);
      expect(tested.has(row) || asked.has(query.id)).toBe(false);
      const kin = kinOf(dataset, row);
      expect(kin.labelled.has(rowOf(better[0].id))).toBe(true);
      expect(kin.labelled.has(rowOf(worse[0].id)) || kin.shared.has(rowOf(worse[0].id))).toBe(false);
      expect(groupOf(rowOf(worse[0].id))).not.toBe(groupOf(row));
      for (const run of [store.visual, store.text]) {
        const ranked = recommend(openRun(store.home, run), [row], 240).map((answer) => answer.row);
        expect(ranked.indexOf(rowOf(worse[0].id))).toBeGreaterThan(110);
      }
    }
    const queries = [...gold, ...practice].map(({ query }) => query.id);
    expect(new Set(queries).size).toBe(30);
  });

  it('are the same for the same seed and others for another', async () => {
    const first = await draw({ gold: 8, practice: 3 });
    expect(await draw({ gold: 8, practice: 3 })).toEqual(first);
    expect((await draw({ gold: 8, practice: 3, seed: 4 })).gold).not.toEqual(first.gold);
  });

  it('are as many as the data makes, and no more', async () => {
    const all = await draw({ gold: 500, practice: 50 });
    expect(all.practice).toHaveLength(50);
    expect(all.gold.length).toBeGreaterThan(0);
    expect(all.gold.length).toBeLessThan(71);
    expect(await draw({ gold: all.gold.length, practice: 50 })).toEqual(all);
  });

  it('are made where all items are of one kind too', async () => {
    const { home, visual, text } = await groupedStore('one');
    const { gold } = await drawQuestions(home, wanted({ gold: 6, runs: [visual, text] }));
    expect(gold).toHaveLength(6);
  });

  it('have full lists on both sides', async () => {
    const { gold } = await draw({ gold: 5, trial: 'lists', k: 4 });
    expect(gold).toHaveLength(5);
    for (const { query, better, worse } of gold) {
      expect([better.length, worse.length]).toEqual([4, 4]);
      expect(better.every(({ id }) => groupOf(rowOf(id)) === groupOf(rowOf(query.id)))).toBe(true);
      expect(worse.every(({ id }) => groupOf(rowOf(id)) !== groupOf(rowOf(query.id)))).toBe(true);
    }
  });
});
