/** What the self-check of a study is made from: a run's answers, twins of them, and how good each of them is. */
import { type Answer, shownLength } from '../../evaluations/design/question.ts';
import { sampleQueries } from '../../evaluations/design/sample-queries.ts';
import type { Relatedness } from '../../evaluations/design/scripted-rater.ts';
import { degradedTwin, equalTwins } from '../../evaluations/design/twins.ts';
import { random } from '../../evaluations/random.ts';
import { PinwiseError } from '../contract/rpc.ts';
import type { SelfcheckWanted } from '../contract/study-answers.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { splits } from '../dataset/dataset-files.ts';
import { answersOf } from '../runs/answers-of.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { queryRows, sampleRows } from '../runs/query-rows.ts';
import { studyItem } from './study-item.ts';

/** Queries that are looked at; studies draw from these. */
const QUERIES = 1000;

export interface TwinAnswers {
  /** The queries of a study, and both comparisons of it; the same for the same seed. */
  draw(seed: number): Record<'degraded' | 'identical', [Answer[], Answer[]]>;
  /**
   * 2k for the run's own first answer to a query, 1 for the last that was asked for, 0 for all others. Labelled items
   * have more than all these together: a list with more of them is better, whatever the ranks.
   */
  relatedness: Relatedness;
  dataset: Dataset;
}

/**
 * Of the queries to which the run has two answers for each that a study shows, so that equal twins need not share any.
 * @throws PinwiseError `too-few-answers`; `cancelled` when the signal was aborted
 */
export async function twinAnswers(
  home: string,
  run: OpenRun,
  { trial, k, questions, share }: Pick<SelfcheckWanted, 'trial' | 'k' | 'questions' | 'share'>,
  signal?: AbortSignal,
): Promise<TwinAnswers> {
  const { dataset, summary } = run;
  const rows = sampleRows(dataset, queryRows(dataset), Math.max(QUERIES, questions), 'selfcheck');
  const needed = 2 * shownLength({ trial, k });
  const found = await answersOf(run, rows, needed, signal);
  const answers = new Map<number, Answer>();
  rows.forEach((row, i) => {
    if (found[i].length < needed) return;
    const items = found[i].map((answer) => studyItem(home, dataset, answer.row));
    answers.set(row, { query: studyItem(home, dataset, row), items });
  });
  if (answers.size < 2) {
    throw new PinwiseError(
      'too-few-answers',
      `run ${summary.name} has ${needed} answers to ${answers.size} of its queries only, and twins that share none need so many; check ${trial === 'lists' ? 'shorter lists, or ' : ''}a run that answers more`,
    );
  }
  const points = new Map(
    [...answers.values()].map(({ query, items }) => [
      query.id,
      new Map(items.map(({ id }, at) => [id, needed - at])),
    ]),
  );
  const ofRanks = (needed * (needed + 1)) / 2;
  for (const [query, item] of labelledPairs(dataset, new Set(answers.keys()))) {
    const of = points.get(query)!;
    const ranked = of.get(item) ?? 0;
    if (ranked <= needed) of.set(item, ranked + ofRanks + 1);
  }
  return {
    draw(seed) {
      const drawn = sampleQueries([...answers.keys()], questions, seed).map((row) => answers.get(row)!);
      return {
        degraded: [drawn, degradedTwin(drawn, share, random(seed, 'degraded'))],
        identical: equalTwins(drawn, random(seed, 'identical')),
      };
    },
    relatedness: (query, item) => points.get(query)!.get(item) ?? 0,
    dataset,
  };
}

/** Labelled pairs of any split that one of `rows` is in, as ids from its side; some of them more than once. */
function labelledPairs({ pairs, items }: Dataset, rows: ReadonlySet<number>): [string, string][] {
  const found: [string, string][] = [];
  const add = (from: number, to: number): void => {
    if (rows.has(from)) found.push([items.id(from), items.id(to)]);
  };
  for (const split of splits) {
    const { query, item } = pairs[split];
    query.forEach((from, i) => {
      add(from, item[i]);
      add(item[i], from);
    });
  }
  return found;
}
