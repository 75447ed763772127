/**
 * What the labelled test pairs say about each question of a study: the reciprocal rank of the best labelled positive
 * under either run. Set beside what people said, it tells whether the offline metric would have decided alike.
 */
import { ARMS } from '../../evaluations/design/question.ts';
import { degreeStrata } from '../../evaluations/design/query-strata.ts';
import { ranksOf } from '../../evaluations/metrics/ranks.ts';
import type * as z from 'zod';
import type { OfflineQuestion, studyMethods } from '../contract/study-answers.ts';
import { groupByQuery } from '../evaluate/query-groups.ts';
import { itemDegree } from '../graph/bipartite-graph.ts';
import { differentData } from '../runs/disagreements.ts';
import { type OpenRun, openRun } from '../runs/open-run.ts';
import { turn } from '../turns.ts';

/** Slices of the questions by the degree of their queries. */
const SLICES = 4;

/** Questions whose query the data set does not have any more are left out. @throws PinwiseError those of `openRun` */
export async function offlineQuestions(
  home: string,
  { runs, questions }: z.output<(typeof studyMethods)['studies.offline']['params']>,
  signal?: AbortSignal,
): Promise<OfflineQuestion[]> {
  const opened = runs.map((run) => openRun(home, run));
  const { dataset } = opened[0];
  const other = opened.find((run) => run.dataset !== dataset);
  if (other) throw differentData([runs[0], other.summary.name]);
  const positives = new Map(groupByQuery(dataset.pairs.test).map((group) => [group.query, group.positives]));
  const known = questions
    .map((asked) => ({ ...asked, row: dataset.items.find(asked.query) }))
    .filter(({ row }) => row >= 0);
  const degrees = known.map(({ row }) => itemDegree(dataset.graph, row));
  const slices = known.length > 0 ? degreeStrata(degrees, SLICES) : [];
  const found: OfflineQuestion[] = [];
  for (const [i, { question, pair, query, row }] of known.entries()) {
    await turn(signal);
    const labelled = positives.get(row) ?? new Uint32Array();
    const [rr_a, rr_b] = pair.map((arm) => reciprocalRank(opened[ARMS.indexOf(arm)], row, labelled));
    found.push({
      ...{ question, query, degree: degrees[i], slice: slices[i] },
      ...{ positives: labelled.length, rr_a, rr_b },
    });
  }
  return found;
}

/** 1 / rank of the best ranked positive; null without any. */
function reciprocalRank({ scorer, dataset }: OpenRun, query: number, positives: Uint32Array): number | null {
  if (positives.length === 0) return null;
  const scores = new Float32Array(dataset.items.count);
  scorer.scores(query, scores);
  return 1 / Math.min(...ranksOf(scores, query, positives));
}
