/**
 * Measures sampling, a training step and embedding on a graph in raw files, or a drawn one: the work of PinSage
 * (Ying et al., KDD 2018) in the sizes asked for, on one minibatch after another.
 *
 * Neighbourhoods are drawn anew for every step, as the paper does and other programs do; `keep` measures what a training
 * of Pinwise does, which draws each item's once for the run. Within a step an item's are drawn once for all layers.
 */
import { random } from '../../evaluations/random.ts';
import { drawAll } from '../inference/embed-all.ts';
import { graphModel } from '../model/graph-model.ts';
import { maxMargin } from '../model/max-margin.ts';
import { modelInput } from '../model/model-input.ts';
import { initialParameters } from '../model/parameters.ts';
import { openFeed } from '../sampling/batch-feed.ts';
import { importanceNeighborhoods } from '../sampling/importance-neighborhoods.ts';
import { neighborTables } from '../sampling/neighborhoods.ts';
import type { SamplerSpec } from '../sampling/sampler-of.ts';
import { learner } from '../training/learner.ts';
import { ownSteps } from '../training/steps.ts';
import { turn } from '../turns.ts';
import type { BenchGraph } from './bench-graph.ts';

export interface TrainingBench {
  data: BenchGraph;
  hidden: number;
  out: number;
  layers: number;
  neighbors: number;
  walks: number;
  walkLength: number;
  restart: number;
  batch: number;
  negatives: number;
  steps: number;
  workers: number;
  keep: boolean;
  seed: number;
  signal?: AbortSignal;
}

const MARGIN = 0.1;
const RATE = 1e-3;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (): number => performance.now() / 1000;
/** What was drawn ahead must not count as free. */
const warmUp = ({ workers }: TrainingBench): number => 2 + 2 * workers;

/** Items whose neighbourhood was drawn and put into blocks, per second, by this thread or by `workers` at once. */
export async function benchSampling(
  bench: TrainingBench,
): Promise<{ sample_nodes_per_s: number; ms: number }> {
  const { data, steps, workers, signal } = bench;
  const spec = { ...samplerSpec(bench), features: { data: new Float32Array(data.graph.items), dims: 0 } };
  const warm = warmUp(bench);
  const feed = openFeed({ spec, first: 0, end: steps + warm, workers });
  try {
    let nodes = 0;
    let from = 0;
    for (let step = 0; step < steps + warm; step++) {
      await turn(signal);
      if (step === warm) from = seconds();
      const { batch, release } = await feed.next(signal);
      if (step >= warm) nodes += batch.blocks[0].destinations;
      release();
    }
    const took = seconds() - from;
    return { sample_nodes_per_s: nodes / took, ms: (1000 * took) / steps };
  } finally {
    await feed.close();
  }
}

/** One optimiser step: drawing, forward, backward, Adam. `compute_ms` is the step without waiting for its minibatch. */
export async function benchSteps(bench: TrainingBench) {
  const { steps: count, workers, signal, seed } = bench;
  const { model, spec } = modelOf(bench);
  const objective = maxMargin(MARGIN);
  const learned = learner(initialParameters(model.parameters, seed), null);
  const warm = warmUp(bench);
  const steps = ownSteps(model, objective, { spec, first: 0, end: count + warm, workers });
  const took: number[] = [];
  const waited: number[] = [];
  const idle: number[] = [];
  let loss = NaN;
  try {
    for (let step = 0; step < count + warm; step++) {
      await turn(signal);
      const from = seconds();
      const found = await steps.next(learned.parameters, signal);
      learned.update(found.gradients, RATE);
      loss = found.loss;
      if (step < warm) continue;
      took.push(seconds() - from);
      waited.push(found.waitSeconds);
      idle.push(found.idleSeconds);
    }
  } finally {
    await steps.close();
  }
  return {
    step_ms: 1000 * mean(took),
    step_ms_median: 1000 * median(took),
    compute_ms: 1000 * (mean(took) - mean(waited)),
    wait_ms: 1000 * mean(waited),
    idle_ms: 1000 * mean(idle),
    loss,
  };
}

/** Items embedded per second, layer by layer over the whole graph, the drawing of their neighbours included. */
export async function benchEmbedding(bench: TrainingBench): Promise<{ embed_nodes_per_s: number }> {
  const { data, seed, signal } = bench;
  const { model, neighborhoods } = modelOf(bench);
  const parameters = initialParameters(model.parameters, seed);
  const from = seconds();
  await drawAll(neighborhoods, signal);
  await model.embedAll(parameters, signal);
  return { embed_nodes_per_s: data.graph.items / (seconds() - from) };
}

function modelOf(bench: TrainingBench) {
  const { data, hidden, out, layers, seed } = bench;
  const spec = samplerSpec(bench);
  const { tables, graph } = spec.blocks!;
  const neighborhoods = importanceNeighborhoods(graph, walkOptions(bench), seed, tables);
  const sizes = { layers, hidden, output: out, between: out };
  return { model: graphModel(modelInput(data.features), neighborhoods, sizes), neighborhoods, spec };
}

const walkOptions = ({ neighbors, walks, walkLength: hops, restart }: TrainingBench) => ({
  ...{ neighbors, walks, hops, restart },
  pooling: 'importance' as const,
});

function samplerSpec(bench: TrainingBench): SamplerSpec {
  const { data, layers, batch, negatives, neighbors, keep, seed } = bench;
  const { graph, features } = data;
  const pairs = pairsOf(bench, batch * (bench.steps + warmUp(bench)));
  return {
    ...{ seed, features, dropout: 0 },
    examples: { kind: 'pairs', pairs, items: graph.items, batchSize: batch, negatives },
    blocks: {
      kind: 'importance',
      ...{ graph, layers, options: walkOptions(bench), fresh: !keep },
      tables: neighborTables(graph.items, neighbors),
    },
  };
}

/** Pairs of items that share the context of a random edge. */
function pairsOf({ data: { graph }, seed }: TrainingBench, count: number) {
  const rng = random(seed, 'bench pairs');
  const query = new Uint32Array(count);
  const item = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const at = rng.below(graph.edges);
    query[i] = graph.contextIndices[at];
    const first = graph.itemIndptr[query[i]];
    const context = graph.itemIndices[first + rng.below(graph.itemIndptr[query[i] + 1] - first)];
    const from = graph.contextIndptr[context];
    item[i] = graph.contextIndices[from + rng.below(graph.contextIndptr[context + 1] - from)];
  }
  return { query, item };
}
