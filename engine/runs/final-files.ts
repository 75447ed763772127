/** The files that a finished training leaves, all but result.json, which the caller writes last. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Dataset } from '../dataset/dataset.ts';
import { writeNpy } from '../dataset/npy.ts';
import { writeFileWhole } from '../dataset/write-file.ts';
import { encodeSafetensors } from '../export/safetensors.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import type { RunRecord } from './run-files.ts';

/**
 * Writes what the model has: model.safetensors (its parameters), features.npy (N, F), neighbors.npy and weights.npy
 * (N, T), embeddings.npy (N, d), predictions.npy (N, classes). Weights are shares, which sum to 1; where the neighbours
 * themselves are the answers they have scores instead, in scores.npy (N, T).
 * @returns names of the files, and the sha256 that stands for what answers. Nothing of the run's name or time is in
 * it: the same training twice has the same
 */
export function writeFinalFiles(
  folder: string,
  record: RunRecord,
  dataset: Dataset,
  model: TrainedModel,
): { files: string[]; checkpoint: string } {
  const items = dataset.items.count;
  const files: string[] = [];
  const array = (name: string, shape: number[], data: Float32Array | Int32Array): void => {
    writeNpy(join(folder, name), shape, data);
    files.push(name);
  };
  let checkpoint = descriptionHash(record);
  if (model.parameters.size > 0) {
    const metadata = { format: 'pinwise', preset: record.preset, equation: model.equation };
    const bytes = encodeSafetensors(model.parameters, metadata);
    writeFileWhole(join(folder, 'model.safetensors'), bytes);
    files.push('model.safetensors');
    checkpoint = createHash('sha256').update(bytes).digest('hex');
  }
  array('features.npy', [items, model.features.dims], model.features.data);
  if (model.neighborhoods) {
    const { width, neighbors, weights } = model.neighborhoods;
    array('neighbors.npy', [items, width], neighbors);
    array(model.answers === 'neighbors' ? 'scores.npy' : 'weights.npy', [items, width], weights);
  }
  if (model.embeddings) array('embeddings.npy', [items, model.embeddings.dims], model.embeddings.data);
  if (model.predictions) array('predictions.npy', [items, model.predictions.classes], model.predictions.data);
  return { files, checkpoint };
}

/** For a model without parameters: all that its answers follow from. */
function descriptionHash({ preset, config, datasetFingerprint, seed }: RunRecord): string {
  const sorted = Object.keys(config)
    .sort()
    .map((group) => [group, Object.entries(config[group]).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash('sha256')
    .update(JSON.stringify([preset, sorted, datasetFingerprint, seed]))
    .digest('hex');
}
