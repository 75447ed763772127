/** What the self-check of a study is made from: a run's answers, twins of them, and which of two is the better one. */
import type { Answer } from '../../evaluations/design/question.ts';
import { sampleQueries } from '../../evaluations/design/sample-queries.ts';
import type { Relatedness } from '../../evaluations/design/scripted-rater.ts';
import { degradedTwin, equalTwins } from '../../evaluations/design/twins.ts';
import { random } from '../../evaluations/random.ts';
import { PinwiseError } from '../contract/rpc.ts';
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
  /** Labelled items before others, then by the run's own ranking. */
  relatedness: Relatedness;
  dataset: Dataset;
}

/** @throws PinwiseError `too-few-answers`; `cancelled` when the signal was aborted */
export async function twinAnswers(
  home: string,
  run: OpenRun,
  { questions, share }: { questions: number; share: number },
  signal?: AbortSignal,
): Promise<TwinAnswers> {
  const { dataset, summary } = run;
  const rows = sampleRows(dataset, queryRows(dataset), Math.max(QUERIES, questions), 'selfcheck');
  const found = await answersOf(run, rows, 2, signal);
  const answers = new Map<number, Answer>();
  rows.forEach((row, i) => {
    if (found[i].length < 2) return;
    const items = found[i].map((answer) => studyItem(home, dataset, answer.row));
    answers.set(row, { query: studyItem(home, dataset, row), items });
  });
  if (answers.size < 2) {
    throw new PinwiseError(
      'too-few-answers',
      `run ${summary.name} has two answers to ${answers.size} queries only; check a run that answers more`,
    );
  }
  const ranks = new Map(
    [...answers.values()].map(({ query, items }) => [query.id, items.map(({ id }) => id)]),
  );
  const labelled = labelledPairs(dataset, new Set(answers.keys()));
  return {
    draw(seed) {
      const drawn = sampleQueries([...answers.keys()], questions, seed).map((row) => answers.get(row)!);
      return {
        degraded: [drawn, degradedTwin(drawn, share, random(seed, 'degraded'))],
        identical: equalTwins(drawn, random(seed, 'identical')),
      };
    },
    relatedness(query, item) {
      // What is not among the first two is further behind, however far.
      const rank = ranks.get(query)!.indexOf(item);
      return (labelled.has(JSON.stringify([query, item])) ? 10 : 0) + (rank < 0 ? 0 : 2 - rank);
    },
    dataset,
  };
}

/** Labelled pairs of any split that one of `rows` is in, as ids from its side. */
function labelledPairs({ pairs, items }: Dataset, rows: ReadonlySet<number>): Set<string> {
  const found = new Set<string>();
  const add = (from: number, to: number): void => {
    if (rows.has(from)) found.add(JSON.stringify([items.id(from), items.id(to)]));
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
