/**
 * Gold and practice questions: their answers follow from the labels, so that nobody has to be asked for them.
 *
 * The query comes from the pairs that models were trained on, never from those that the study asks about. The better
 * answer is labelled as belonging to it and, where the data has such a one, shares contexts with it too. The worse one
 * is any item that has nothing to do with either of them and that every run puts into the lower half of its ranking.
 */
import type { KnownQuestion, StudyItem } from '../../evaluations/design/question.ts';
import { type Random, random, shuffle } from '../../evaluations/random.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { itemColumns } from '../dataset/item-columns.ts';
import { type QueryGroup, groupByQuery } from '../evaluate/query-groups.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { queryRows } from '../runs/query-rows.ts';
import { turn } from '../turns.ts';
import { type Kin, kinOf } from './kin.ts';
import { studyItem } from './study-item.ts';

/** Items tried as a worse answer before the query is given up. */
const TRIES = 200;

export interface KnownWanted {
  practice: number;
  gold: number;
  /** Items on each side. */
  length: number;
  seed: number;
  /** Ids of the queries that the study asks about. */
  asked: ReadonlySet<string>;
}

/** As many as wanted or as there are, practice before gold; no query comes twice. */
export async function knownQuestions(
  home: string,
  runs: readonly OpenRun[],
  { practice, gold, length, seed, asked }: KnownWanted,
  signal?: AbortSignal,
): Promise<Record<'practice' | 'gold', KnownQuestion[]>> {
  const [{ dataset }] = runs;
  const found: KnownQuestion[] = [];
  const rng = random(seed, 'known');
  const item = (row: number): StudyItem => studyItem(home, dataset, row);
  const category = itemColumns(home, dataset).category ?? (() => null);
  for (const group of practice + gold > 0 ? easiestFirst(dataset, asked, rng) : []) {
    if (found.length === practice + gold) break;
    await turn(signal);
    const better = betterAnswers(group, length);
    if (better.length < length) continue;
    const kin = [group.query, ...better].map((row) => kinOf(dataset, row));
    const kinds = new Set([group.query, ...better].map(category));
    const unrelated = (row: number): boolean =>
      row !== group.query &&
      !better.includes(row) &&
      !kin.some(({ shared, labelled }) => shared.has(row) || labelled.has(row));
    const otherKind = (row: number): boolean => unrelated(row) && !kinds.has(category(row) ?? '');
    const farther = worseAnswers(runs, group.query, length, rng, otherKind);
    // Where all items are of one kind.
    const worse = farther.length < length ? worseAnswers(runs, group.query, length, rng, unrelated) : farther;
    if (worse.length < length) continue;
    found.push({ query: item(group.query), better: better.map(item), worse: worse.map(item) });
  }
  return { practice: found.slice(0, practice), gold: found.slice(practice) };
}

type Candidate = QueryGroup & { kin: Kin };

/** Labelled queries in random order, but those first whose best positive shares contexts with them. */
function* easiestFirst(dataset: Dataset, asked: ReadonlySet<string>, rng: Random): Generator<Candidate> {
  const tested = new Set(dataset.pairs.test.query.length > 0 ? queryRows(dataset) : []);
  const groups = shuffle(
    groupByQuery(dataset.pairs.train).filter(
      ({ query }) => !tested.has(query) && !asked.has(dataset.items.id(query)),
    ),
    rng,
  );
  const later: Candidate[] = [];
  for (const group of groups) {
    const candidate = { ...group, kin: kinOf(dataset, group.query) };
    if (group.positives.some((row) => candidate.kin.shared.has(row))) yield candidate;
    else later.push(candidate);
  }
  yield* later;
}

/** Positives, those with most contexts in common first; in longer lists also items that share contexts only. */
function betterAnswers({ positives, kin: { shared } }: Candidate, length: number): number[] {
  const labelled = new Set(positives);
  const others = length > 1 ? [...shared.keys()].filter((row) => !labelled.has(row)) : [];
  const byShared = (rows: number[]): number[] =>
    rows.sort((x, y) => (shared.get(y) ?? 0) - (shared.get(x) ?? 0) || x - y);
  return [...byShared([...positives]), ...byShared(others)].slice(0, length);
}

/** Items in the lower half of every run's ranking for `query`, or not in it at all. */
function worseAnswers(
  runs: readonly OpenRun[],
  query: number,
  length: number,
  rng: Random,
  unrelated: (row: number) => boolean,
): number[] {
  const items = runs[0].dataset.items.count;
  const rankings = runs.map(({ scorer }) => {
    const scores = new Float32Array(items);
    scorer.scores(query, scores);
    return { scores, middle: scores.slice().sort()[items >> 1] };
  });
  const found = new Set<number>();
  for (let tried = 0; tried < TRIES * length && found.size < length; tried++) {
    const row = rng.below(items);
    if (!unrelated(row)) continue;
    if (rankings.every(({ scores, middle }) => scores[row] <= middle)) found.add(row);
  }
  return [...found];
}
