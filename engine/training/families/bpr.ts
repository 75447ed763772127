/**
 * Trains matrix factorisation by BPR (engine/baselines/bpr.ts) on the graph's own edges; it reads neither features nor
 * labelled pairs. An epoch goes over all (context, item) edges once, in an order of its own (Rendle et al. draw them
 * with replacement). A step is a stretch of the epoch: each edge in it is an update by itself.
 *
 * Items are compared by their factors: by inner product or by cosine, whichever the tune split prefers, measured every
 * few epochs; the best factors are kept. Nothing but the state is remembered: draws depend on (seed, epoch or step).
 */
import { random, shuffle } from '../../../evaluations/random.ts';
import { bprUpdate, initialFactors, negativeChoice } from '../../baselines/bpr.ts';
import type { BprFactors } from '../../baselines/bpr.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import type { Dataset } from '../../dataset/dataset.ts';
import type { BprConfig } from '../../model/presets/collaborative.ts';
import { normalizedRows } from '../../retrieval/normalized-rows.ts';
import { embeddingScorer } from '../../retrieval/scorer.ts';
import { turn } from '../../turns.ts';
import { pace } from '../progress.ts';
import type { TrainedModel } from '../trained-model.ts';
import type { CheckpointStore, TrainingObserver, TrainingState } from '../training.ts';
import { SELECTION_METRIC, tuneMetrics } from '../tune-metrics.ts';

/** Epochs from one look at the tune split to the next; the last one is always measured. */
const MEASURED = 10;
/** Seconds of training that a crash may cost. */
const CHECKPOINT_SECONDS = 10;

export interface BprOptions {
  dataset: Dataset;
  config: BprConfig;
  seed: number;
  checkpoints: CheckpointStore;
  observer: TrainingObserver;
  signal: AbortSignal;
  /** Seconds on a clock that only goes forward. */
  clock?: () => number;
}

/** Steps of a whole training. */
export const bprSteps = ({ graph }: Dataset, { training }: Pick<BprConfig, 'training'>): number =>
  training.epochs * stepsOfEpoch(graph.edges, training.batchSize);

const stepsOfEpoch = (edges: number, batchSize: number): number => Math.max(1, Math.ceil(edges / batchSize));

/**
 * Trains to the end, from the latest checkpoint if there is one.
 * @throws PinwiseError `no-edges`, `diverged`, `cancelled` after a checkpoint was saved
 */
export async function trainBpr(options: BprOptions): Promise<TrainedModel> {
  const { dataset, config, seed, checkpoints, signal } = options;
  if (dataset.graph.edges === 0) {
    throw new PinwiseError(
      'no-edges',
      `data set ${dataset.manifest.name} has no edges, and bpr learns from nothing else; use "combined" or "annotation"`,
    );
  }
  const state = (await checkpoints.latest()) ?? freshState(dataset, config, seed);
  try {
    await run(options, state);
  } catch (error) {
    if (signal.aborted) await checkpoints.save(state);
    throw error;
  }
  const { items } = dataset;
  const cosine = state.values.bestCosine === 1;
  const best = (name: string) => state.tensors.get(`best.${name}`)!;
  const dims = config.model.factors;
  const factors = best('items.vector').data;
  const data = cosine ? normalizedRows(factors, dims) : factors;
  const metrics = await tuneMetrics(dataset, embeddingScorer(data, dims), signal);
  return {
    parameters: new Map(NAMES.map((name) => [name, best(name)])),
    features: { data: dataset.features.data, dims: dataset.features.data.length / items.count },
    neighborhoods: null,
    answers: 'embeddings',
    embeddings: { data, dims },
    equation:
      `z = ${cosine ? 'items.vector, each row divided by its L2 norm, a row of zeros left' : 'items.vector'}; score = ` +
      'inner product of z. Trained so that contexts.vector . items.vector + items.bias ranks the items of a context; ' +
      'features are not read',
    best: { epoch: state.values.bestEpoch, metrics },
  };
}

const NAMES = ['contexts.vector', 'items.vector', 'items.bias'];

function freshState({ graph }: Dataset, config: BprConfig, seed: number): TrainingState {
  const { dims, contexts, items, bias } = initialFactors(graph, config.model.factors, seed);
  return {
    step: 0,
    epoch: 0,
    tensors: new Map([
      ['contexts.vector', { shape: [graph.contexts, dims], data: contexts }],
      ['items.vector', { shape: [graph.items, dims], data: items }],
      ['items.bias', { shape: [graph.items], data: bias }],
    ]),
    values: { bestMetric: -1, bestEpoch: 0, bestCosine: 1, lossSum: 0, edges: 0, seconds: 0 },
  };
}

async function run(options: BprOptions, state: TrainingState): Promise<void> {
  const { dataset, config, seed, checkpoints, observer, signal } = options;
  const { clock = () => performance.now() / 1000 } = options;
  const { graph } = dataset;
  const { epochs, batchSize, learningRate } = config.training;
  const { values } = state;
  const perEpoch = stepsOfEpoch(graph.edges, batchSize);
  const totalSteps = bprSteps(dataset, config);
  const factors = factorsOf(state, config.model.factors);
  const negative = negativeChoice(graph, config.loss.negatives);
  const contextOf = contextOfEdge(dataset);
  const speed = pace();
  let saved = clock();
  let order = orderOf(graph.edges, seed, state.epoch);

  for (;;) {
    await turn(signal);
    if (state.step === (state.epoch + 1) * perEpoch) {
      const from = clock();
      await endEpoch(options, state);
      if (isMeasured(state.epoch, config)) speed.evaluation(clock() - from);
      order = orderOf(graph.edges, seed, state.epoch);
    }
    if (clock() - saved > CHECKPOINT_SECONDS) {
      await checkpoints.save(state);
      saved = clock();
    }
    if (state.step >= totalSteps) return;

    const start = clock();
    const rng = random(seed, `negatives|${state.step}`);
    const from = (state.step - state.epoch * perEpoch) * batchSize;
    const chosen = order.subarray(from, from + batchSize);
    let loss = 0;
    for (const edge of chosen) {
      const context = contextOf[edge];
      const other = negative(context, rng);
      if (other < 0) continue;
      const rates = { rate: learningRate, reg: config.loss.regularization };
      loss += bprUpdate(factors, context, graph.contextIndices[edge], other, rates);
    }
    state.step++;
    if (!Number.isFinite(loss)) {
      throw new PinwiseError(
        'diverged',
        `the training diverged at step ${state.step}: the loss is not a finite number; try a smaller learning rate`,
      );
    }
    const seconds = Math.max(1e-9, clock() - start);
    values.lossSum += loss;
    values.edges += chosen.length;
    values.seconds += seconds;
    speed.step(seconds);
    observer.step(
      {
        ...{ step: state.step, epoch: state.epoch + 1, loss: loss / chosen.length, learningRate },
        ...{ items_per_s: chosen.length / seconds, sampleSeconds: 0, computeSeconds: seconds },
        ...{ waitSeconds: 0, idleSeconds: 0 },
      },
      {
        ...{ step: state.step, totalSteps },
        secondsLeft: speed.secondsLeft(totalSteps - state.step, Math.ceil((epochs - state.epoch) / MEASURED)),
      },
    );
  }
}

/** @param epoch from 1 */
const isMeasured = (epoch: number, { training }: BprConfig): boolean =>
  epoch % MEASURED === 0 || epoch === training.epochs;

/** Measures the epoch that is done where it is due, keeps it if it is the best, tells it, and counts it. */
async function endEpoch(
  { dataset, config, observer, signal }: BprOptions,
  state: TrainingState,
): Promise<void> {
  const { values } = state;
  const epoch = state.epoch + 1;
  const due = isMeasured(epoch, config);
  const { factors: dims } = config.model;
  const { data: factors } = state.tensors.get('items.vector')!;
  let tune: Record<string, number> = {};
  let embeddings: Float32Array | null = null;
  for (const cosine of due ? [true, false] : []) {
    const data = cosine ? normalizedRows(factors, dims) : factors;
    const found = await tuneMetrics(dataset, embeddingScorer(data, dims), signal);
    const metric = found[SELECTION_METRIC];
    if (!embeddings || metric > tune[SELECTION_METRIC]) [tune, embeddings] = [found, data];
    // Without a tune split the last epoch's cosine stands.
    if (!(metric > values.bestMetric) && !(metric === undefined && cosine)) continue;
    for (const name of NAMES) {
      const { shape, data: present } = state.tensors.get(name)!;
      state.tensors.set(`best.${name}`, { shape, data: present.slice() });
    }
    Object.assign(values, { bestMetric: metric ?? -1, bestEpoch: epoch, bestCosine: cosine ? 1 : 0 });
  }
  observer.epoch(
    {
      ...{ epoch, loss: values.lossSum / values.edges, seconds: values.seconds },
      ...{ items_per_s: values.edges / values.seconds, tune, waitSeconds: 0, idleSeconds: 0 },
    },
    embeddings,
  );
  state.epoch++;
  values.lossSum = values.edges = values.seconds = 0;
}

function factorsOf({ tensors }: TrainingState, dims: number): BprFactors {
  const [contexts, items, bias] = NAMES.map((name) => tensors.get(name)!.data);
  return { dims, contexts, items, bias };
}

const orderOf = (edges: number, seed: number, epoch: number): Uint32Array =>
  shuffle(
    Uint32Array.from({ length: edges }, (_, edge) => edge),
    random(seed, `order|${epoch}`),
  );

/** The context of each edge, in the order of contextIndices. */
function contextOfEdge({ graph: { contexts, edges, contextIndptr } }: Dataset): Uint32Array {
  const of = new Uint32Array(edges);
  for (let c = 0; c < contexts; c++) of.fill(c, contextIndptr[c], contextIndptr[c + 1]);
  return of;
}
