/**
 * What a finished run says of items that no training has seen: their vectors, their nearest items and what it
 * recommends for them, without any retraining. A new item's neighbours are drawn in the graph with its edges; the
 * trained items keep the neighbours they were trained with.
 */
import { join } from 'node:path';
import { itemKnn } from '../../baselines/item-knn.ts';
import { ensureBackend } from '../../backend/init-backend.ts';
import type { RunConfig } from '../../contract/runs.ts';
import { datasetPath } from '../../contract/store-layout.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import { familyOf } from '../../model/presets.ts';
import type { Family } from '../../model/presets/definition.ts';
import { expectedVisits } from '../../retrieval/expected-visits.ts';
import { topK } from '../../retrieval/top-k.ts';
import { turn } from '../../turns.ts';
import { embedNewItems } from './embed-new-items.ts';
import type { NewItems } from './new-item.ts';
import { refuse } from './new-item-takes.ts';
import { graphWith } from './new-item-graph.ts';
import type { NewGraph } from './new-item-graph.ts';
import { openRun } from '../open-run.ts';
import type { OpenRun } from '../open-run.ts';
import { runFolder } from '../run-files.ts';

/** An item of the data set (`row`) or one of the new ones (the items after the data set's). */
export interface Near {
  row: number;
  score: number;
}

export interface NewItemAnswer {
  id: string;
  /** null for runs without vectors. */
  embedding: Float32Array | null;
  /** Nearest first, among the items of the data set and the other new ones. */
  neighbors: Near[];
  /** The same among the data set's items alone. */
  recommended: Near[];
}

export interface NewItemAnswers {
  dataset: Dataset;
  items: NewItemAnswer[];
  /** What is worth knowing, in sentences. */
  notes: string[];
}

/**
 * @throws PinwiseError `not-inductive` for models that know nothing of new items, `bad-picture` and `bad-features`
 * naming the item, `no-recipe`, `cancelled`, and those of `openRun`
 */
export async function answerNewItems(
  home: string,
  name: string,
  input: NewItems,
  { k, signal }: { k: number; signal?: AbortSignal },
): Promise<NewItemAnswers> {
  const run = openRun(home, name);
  const { dataset, summary } = run;
  const family = familyOf(summary.preset);
  refuse(family, name);
  const graph = graphWith(dataset, input);
  const notes = [...graph.notes];
  const count = dataset.items.count;
  const answers: NewItemAnswer[] = [];
  const answer = (
    i: number,
    embedding: Float32Array | null,
    scores: Float32Array,
    partial: boolean,
  ): void => {
    const best = (among: Float32Array): Near[] =>
      topK(among, k, [count + i]).filter(({ score }) => !partial || score > 0);
    answers.push({
      ...{ id: input.items[i].id, embedding },
      ...{ neighbors: best(scores), recommended: best(scores.subarray(0, count)) },
    });
  };

  if (!run.embeddings) {
    const scores = new Float32Array(count + input.items.length);
    const score = await withoutVectors(family, summary.config, graph, signal);
    for (let i = 0; i < input.items.length; i++) {
      await turn(signal);
      score(count + i, scores);
      answer(i, null, scores, true);
    }
    return { dataset, items: answers, notes };
  }
  await ensureBackend();
  const embedded = await embedNewItems({
    ...{ run, family, input, graph, signal },
    folder: runFolder(home, name),
    dataFolder: join(home, datasetPath(summary.dataset)),
  });
  notes.push(...embedded.notes);
  const { dims } = run.embeddings;
  for (let i = 0; i < input.items.length; i++) {
    await turn(signal);
    const vector = embedded.data.subarray(i * dims, (i + 1) * dims);
    if (vector.every((value) => value === 0)) {
      const { id } = input.items[i];
      notes.push(`new item ${JSON.stringify(id)} brings nothing that the run looks at: it has no neighbours`);
      answers.push({ id, embedding: vector.slice(), neighbors: [], recommended: [] });
      continue;
    }
    answer(i, vector.slice(), scoresOf(vector, run, embedded.data), false);
  }
  return { dataset, items: answers, notes };
}

/** Inner products with the vectors of the data set's items and of the new ones. */
function scoresOf(vector: Float32Array, { embeddings }: OpenRun, fresh: Float32Array): Float32Array {
  const { data, dims } = embeddings!;
  const known = data.length / dims;
  const scores = new Float32Array(known + fresh.length / dims);
  for (let item = 0; item < scores.length; item++) {
    const from = item < known ? data : fresh;
    const start = (item < known ? item : item - known) * dims;
    let sum = 0;
    for (let j = 0; j < dims; j++) sum += vector[j] * from[start + j];
    scores[item] = sum;
  }
  return scores;
}

/** Scores of all items for an item of the whole graph, by walking or by the contexts that both are in. */
async function withoutVectors(
  family: Family,
  config: RunConfig,
  { graph }: NewGraph,
  signal?: AbortSignal,
): Promise<(item: number, out: Float32Array) => void> {
  if (family.kind === 'walk') {
    const { hops, restart } = config.walk;
    return expectedVisits(graph, { hops: Number(hops), restart: Number(restart) });
  }
  const { neighbors, shrink } = config.similarity;
  const options = { neighbors: Number(neighbors), shrink: Number(shrink) };
  const { width, neighbors: found, weights } = await itemKnn(graph, options, signal);
  return (item, out) => {
    out.fill(0);
    for (let t = item * width; t < (item + 1) * width && found[t] >= 0; t++) out[found[t]] = weights[t];
  };
}
