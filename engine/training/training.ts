/** What the training loop needs from outside and tells it; the loop itself knows neither files nor processes. */
import type { EpochRecord, RunConfig, StepRecord } from '../contract/runs.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { ReplicaStarter } from './replicas/replica-steps.ts';

/** All that a training needs to go on as if it had never stopped: named tensors and the loop's counters. */
export interface TrainingState {
  step: number;
  epoch: number;
  /** Model parameters, Adam's moments and the best parameters so far, by name; row-major float32. */
  tensors: Map<string, { shape: number[]; data: Float32Array }>;
  /** Plain values: best tune metric, its epoch, running sums. */
  values: Record<string, number>;
}

export interface CheckpointStore {
  save(state: TrainingState): Promise<void>;
  latest(): Promise<TrainingState | null>;
}

export interface TrainingObserver {
  step(record: StepRecord, position: { step: number; totalSteps: number; secondsLeft: number | null }): void;
  /** `embeddings` float32 (items, d) are given when the epoch was evaluated. */
  epoch(record: EpochRecord, embeddings: Float32Array | null): void;
}

/** What a training is made of: the same from these in every process. */
export interface TrainableOptions {
  dataset: Dataset;
  preset: string;
  config: RunConfig;
  seed: number;
}

/** What each family of methods gets to train with. */
export interface TrainOptions extends TrainableOptions {
  checkpoints: CheckpointStore;
  observer: TrainingObserver;
  signal: AbortSignal;
  /** Where the configuration asks for several replicas. */
  startReplicas?: ReplicaStarter;
}
