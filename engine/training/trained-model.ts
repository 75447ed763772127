import type { Tensor } from '../export/safetensors.ts';

/** What a training ends with, and what a preset without one is. */
export interface TrainedModel {
  /** Names and layouts of the export folder; empty for presets without training. */
  parameters: Map<string, Tensor>;
  /** What the model was fed with, float32 (N, dims); vectors learned for the items, if any, are its last columns. */
  features: { data: Float32Array; dims: number };
  /** int32 and float32 (N, width): -1 and 0 pad. */
  neighborhoods: { width: number; neighbors: Int32Array; weights: Float32Array } | null;
  /** Where the answers come from: the embeddings, the neighbours with their weights, or a walk over the graph. */
  answers: 'embeddings' | 'neighbors' | 'walk';
  /** float32 (N, dims); null unless they answer. */
  embeddings: { data: Float32Array; dims: number } | null;
  /** Probability of each class, float32 (N, classes), where labels were trained on. */
  predictions?: { data: Float32Array; classes: number };
  /** How the embeddings follow from the files. */
  equation: string;
  /** The epoch kept (0 without training) and its metrics on the tune split. */
  best: { epoch: number; metrics: Record<string, number> };
}
