/**
 * Embeds the features of a folder into a new file, streamed in a budget or all in memory, and tells how far the
 * process grew. Arguments: folder, output file, budget in bytes (0: all in memory).
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { memoryEdges, npyEdges } from '../../../engine/inference/edge-source.ts';
import { embedLayerwise } from '../../../engine/inference/layerwise.ts';
import { memoryRows, newNpyRows, npyRows } from '../../../engine/dataset/row-store.ts';
import { convolveStages } from '../../../engine/model/convolve.ts';
import { graphSpecs } from '../../../engine/model/graph-model.ts';
import { head } from '../../../engine/model/head.ts';
import { initialParameters } from '../../../engine/model/parameters.ts';
import { startBackend } from '../backend/start-backend.ts';

async function main(): Promise<void> {
  const [folder, output, budget] = process.argv.slice(2);
  const memory = Number(budget);
  const file = (name: string): string => join(folder, name);
  await startBackend();
  const rows = npyRows(file('features.npy'));
  const edges = npyEdges(file('neighbors.npy'), file('weights.npy'));
  const sizes = { layers: 2, hidden: 32, output: 8 };
  const into = newNpyRows(output, rows.rows, sizes.output);
  const common = {
    layers: convolveStages(sizes.layers, sizes.hidden),
    head: { output: sizes.output, apply: head },
    parameters: initialParameters(graphSpecs(rows.dims, sizes), 3),
    into,
  };
  // The code and the kernels are there before anything is measured.
  const few = memoryRows(64, rows.dims, rows.read(0, 64));
  const none = memoryEdges({
    ...{ items: 64, width: 1, neighbors: new Int32Array(64).fill(-1) },
    weights: new Float32Array(64),
  });
  await embedLayerwise({ ...common, rows: few, edges: none });
  const peak = (): number => process.resourceUsage().maxRSS * 1024;
  const before = peak();
  if (memory > 0) await embedLayerwise({ ...common, rows, edges, memory });
  else {
    const { data } = readNpy(file('features.npy'));
    const whole = memoryRows(rows.rows, rows.dims, data as Float32Array);
    await embedLayerwise({ ...common, rows: whole, edges });
  }
  const grown = peak() - before;
  into.close();
  const sha256 = createHash('sha256').update(readFileSync(output)).digest('hex');
  process.send!({ grown, sha256 });
}
void main();
