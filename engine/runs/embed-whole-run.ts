/**
 * The vectors of all items of a finished run again, from its files, in as much memory as is given: neither features
 * nor neighbours nor vectors are ever in memory whole.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBackend } from '../backend/init-backend.ts';
import { PinwiseError } from '../contract/rpc.ts';
import { decodeSafetensors } from '../export/safetensors.ts';
import { emptyEdges, npyEdges } from '../inference/edge-source.ts';
import { embedLayerwise } from '../inference/layerwise.ts';
import { newNpyRows, npyRows } from '../dataset/row-store.ts';
import { stagedModel } from '../inference/staged-model.ts';
import { familyOf } from '../model/presets.ts';
import { runSummary } from './list-runs.ts';
import { runUnfinished } from './open-run.ts';
import { readResult, runFolder } from './run-files.ts';

export interface EmbedWholeRun {
  home: string;
  run: string;
  /** A folder that is there; embeddings.npy is written to it. */
  to: string;
  /** Bytes. */
  memory?: number;
  signal?: AbortSignal;
  onProgress?(done: number, total: number): void;
}

/**
 * An interrupted embedding into the same folder goes on after its last whole layer.
 * @returns how many items, and the length of their vectors
 * @throws PinwiseError `run-unfinished`, `no-vectors` for a run without layers, `disk-full`, `cancelled`
 */
export async function embedWholeRun(o: EmbedWholeRun): Promise<{ items: number; dims: number }> {
  const summary = runSummary(o.home, o.run);
  const { preset, config } = summary;
  const result = readResult(o.home, o.run);
  if (!result) throw runUnfinished(summary);
  const file = (name: string): string => join(runFolder(o.home, o.run), name);
  const rows = npyRows(file('features.npy'));
  try {
    const model = stagedModel(familyOf(preset), config, rows.dims);
    if (!model) {
      throw new PinwiseError(
        'no-vectors',
        `run ${o.run} (${preset}) has no layers that vectors are computed by`,
      );
    }
    await ensureBackend();
    const { tensors } = decodeSafetensors(readFileSync(file('model.safetensors')), 'model.safetensors');
    const parameters = new Map(
      [...tensors].map(([name, { shape, data }]) => [name, { shape: [...shape], data }]),
    );
    const dims = model.head?.output ?? model.layers.at(-1)!.output;
    const edges =
      model.layers.length > 0 ? npyEdges(file('neighbors.npy'), file('weights.npy')) : emptyEdges(rows.rows);
    const into = newNpyRows(join(o.to, 'embeddings.npy'), rows.rows, dims);
    try {
      const work = { folder: join(o.to, '.layers'), key: result.checkpoint };
      await embedLayerwise({ ...model, ...o, rows, edges, parameters, into, work });
    } finally {
      edges.close();
      into.close();
    }
    return { items: rows.rows, dims };
  } finally {
    rows.close();
  }
}
