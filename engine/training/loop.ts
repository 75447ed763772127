/**
 * The training loop (PinSage, Ying et al., KDD 2018, section 3.2) of any model and objective: minibatches, Adam; after
 * each epoch the tune split says whether it is the best so far.
 *
 * The event loop gets a turn between steps; a stop is seen there. A state is consistent only between steps, and only
 * then saved. `items_per_s` counts examples.
 */
import type { Dataset } from '../dataset/dataset.ts';
import type { Model } from '../model/model.ts';
import type { Objective } from '../model/objective.ts';
import { initialParameters } from '../model/parameters.ts';
import type { Parameters } from '../model/parameters.ts';
import { sourceOf } from '../sampling/sampler-of.ts';
import type { SamplerSpec } from '../sampling/sampler-of.ts';
import { turn } from '../turns.ts';
import { learner } from './learner.ts';
import type { Learner } from './learner.ts';
import { learningRateAt } from './learning-rate.ts';
import type { Schedule } from './learning-rate.ts';
import { pace } from './progress.ts';
import { replicaSteps } from './replicas/replica-steps.ts';
import type { ReplicaStarter } from './replicas/replica-steps.ts';
import { assertEmbeddings, assertFinite, assertParameters } from './step.ts';
import { ownSteps } from './steps.ts';
import type { Steps } from './steps.ts';
import type { CheckpointStore, TrainingObserver, TrainingState } from './training.ts';
import { pairYardstick } from './yardstick.ts';
import type { Yardstick } from './yardstick.ts';

/** Seconds of training that a crash may cost. */
const CHECKPOINT_SECONDS = 10;

export interface LoopSettings extends Schedule {
  readonly epochs: number;
  readonly weightDecay?: number;
  /** Epochs without a better tune metric after which it stops; 0 or none: never before the last. */
  readonly patience?: number;
  /** Threads that draw the minibatches; 0 or none: the trainer's own. */
  readonly workers?: number;
  /** Processes that share each minibatch; 1 or none: this one computes it whole. */
  readonly replicas?: number;
}

export interface LoopOptions {
  dataset: Dataset;
  model: Model;
  objective: Objective;
  /** What the steps are about. */
  sampler: SamplerSpec;
  training: LoopSettings;
  /** Default: the labelled pairs. */
  yardstick?: Yardstick;
  seed: number;
  checkpoints: CheckpointStore;
  observer: TrainingObserver;
  signal: AbortSignal;
  startReplicas?: ReplicaStarter;
  /** Seconds on a clock that only goes forward. */
  clock?: () => number;
}

/**
 * Trains to the end, from the latest checkpoint if there is one; returns the best parameters.
 * @throws PinwiseError `cancelled` after a checkpoint was saved; `diverged`
 */
export async function trainLoop(options: LoopOptions): Promise<{ parameters: Parameters; epoch: number }> {
  const { model, objective, checkpoints, signal, seed } = options;
  const specs = [...model.parameters, ...objective.parameters];
  const learned = learner(initialParameters(specs, seed), await checkpoints.latest());
  const steps = await stepsOf(options, learned.state.step);
  try {
    await run(options, learned, steps);
  } catch (error) {
    if (signal.aborted) await checkpoints.save(learned.state);
    throw error;
  } finally {
    await steps.close();
  }
  return { parameters: learned.best(), epoch: learned.state.values.bestEpoch || learned.state.epoch };
}

async function stepsOf(options: LoopOptions, first: number): Promise<Steps> {
  const { model, objective, sampler, training, startReplicas } = options;
  const { workers = 0, replicas = 1 } = training;
  const end = training.epochs * sourceOf(sampler).stepsPerEpoch;
  if (replicas === 1 || first >= end || !startReplicas) {
    return ownSteps(model, objective, { spec: sampler, first, end, workers });
  }
  return replicaSteps(await startReplicas({ count: replicas, first, end }), first);
}

async function run(options: LoopOptions, learned: Learner, steps: Steps): Promise<void> {
  const { training, checkpoints, observer, signal } = options;
  const { clock = () => performance.now() / 1000 } = options;
  const { epochs } = training;
  const { stepsPerEpoch } = sourceOf(options.sampler);
  const totalSteps = epochs * stepsPerEpoch;
  const { state } = learned;
  const speed = pace();
  let saved = clock();

  for (;;) {
    await turn(signal);
    if (state.step === (state.epoch + 1) * stepsPerEpoch) {
      const from = clock();
      await endEpoch(options, learned);
      speed.evaluation(clock() - from);
      await checkpoints.save(state);
      saved = clock();
    }
    if (state.step >= totalSteps || isPatienceOver(state, stepsPerEpoch, training)) return;

    const start = clock();
    const { step } = state;
    const found = await steps.next(learned.parameters, signal);
    const { count, sampleSeconds, computeSeconds, waitSeconds, idleSeconds } = found;
    assertFinite(found, step + 1);
    const learningRate = learningRateAt(step, stepsPerEpoch, training);
    learned.update(found.gradients, learningRate, training.weightDecay);
    assertParameters(learned.parameters, step + 1);
    const end = clock();

    state.values.lossSum += found.loss * count;
    state.values.pairs += count;
    state.values.seconds += end - start;
    addTo(state.values, { waitSeconds, idleSeconds });
    speed.step(end - start);
    observer.step(
      {
        step: state.step,
        epoch: state.epoch + 1,
        loss: found.loss,
        learningRate,
        items_per_s: count / (end - start),
        ...{ sampleSeconds, computeSeconds, waitSeconds, idleSeconds },
      },
      {
        step: state.step,
        totalSteps,
        secondsLeft: speed.secondsLeft(totalSteps - state.step, epochs - state.epoch),
      },
    );
    if (end - saved > CHECKPOINT_SECONDS) {
      await checkpoints.save(state);
      saved = clock();
    }
  }
}

/** Between epochs only, so that a training that stopped stops again when it is resumed. */
function isPatienceOver(
  { step, epoch, values }: TrainingState,
  stepsPerEpoch: number,
  { patience = 0 }: LoopSettings,
): boolean {
  if (patience === 0 || values.bestEpoch === 0 || step !== epoch * stepsPerEpoch) return false;
  return epoch - values.bestEpoch >= patience;
}

/** Adds to running sums that checkpoints of old may lack. */
function addTo(values: Record<string, number>, more: Record<string, number>): void {
  for (const [name, value] of Object.entries(more)) values[name] = (values[name] ?? 0) + value;
}

/** Measures the epoch that is done, keeps it if it is the best, tells it, and counts it. */
async function endEpoch(options: LoopOptions, learned: Learner): Promise<void> {
  const { dataset, model, observer, signal } = options;
  const { yardstick = pairYardstick(dataset, model.output) } = options;
  const { state, parameters } = learned;
  const { values } = state;
  const embeddings = yardstick.measures ? await model.embedAll(parameters, signal) : null;
  if (embeddings) assertEmbeddings(embeddings, state.step);
  const tune = embeddings ? await yardstick.measure(embeddings, parameters, signal) : {};
  const metric = yardstick.score(tune);
  if (metric > values.bestMetric) {
    learned.keepBest();
    values.bestMetric = metric;
    values.bestEpoch = state.epoch + 1;
  }
  observer.epoch(
    {
      epoch: state.epoch + 1,
      loss: values.lossSum / values.pairs,
      seconds: values.seconds,
      items_per_s: values.pairs / values.seconds,
      tune,
      waitSeconds: values.waitSeconds ?? 0,
      idleSeconds: values.idleSeconds ?? 0,
    },
    embeddings,
  );
  state.epoch++;
  values.lossSum = values.pairs = values.seconds = values.waitSeconds = values.idleSeconds = 0;
}
