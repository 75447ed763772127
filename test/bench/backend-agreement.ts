/**
 * How far the same training comes apart on two backends: each preset is trained for one epoch on TensorFlow and on
 * WebAssembly, with the demo, in a home of its own; the largest and the root-mean-square difference of the embeddings
 * (vectors of length 1, or of length up to 1 for GraphSAGE) for each seed. Takes about a minute a line. Prints JSON, a
 * line for each training.
 *
 *   npx tsx electron/runtime/build.ts && npx tsx test/bench/backend-agreement.ts [SEEDS] [PRESET ...]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readNpy } from '../../engine/dataset/npy.ts';
import { root } from '../root.ts';

const presets = process.argv.slice(3);
const home = mkdtempSync(join(tmpdir(), 'backend-agreement-'));

function pinwise(words: string[], backend = 'wasm'): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'engine', 'cli', 'pinwise.mjs'), ...words],
    { env: { ...process.env, PINWISE_HOME: home, PINWISE_BACKEND: backend }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`pinwise ${words.join(' ')}: exit ${status}\n${stderr}`);
}

function embeddings(preset: string, seed: string, backend: string): Float32Array {
  const run = `${preset}-${seed}-${backend}`;
  pinwise(
    ['train', '--data', 'demo', '--preset', preset, '--epochs', '1', '--seed', seed, '--as', run],
    backend,
  );
  const { data } = readNpy(join(home, 'runs', run, 'embeddings.npy'));
  return Float32Array.from(data, Number);
}

try {
  pinwise(['data', 'import', 'demo']);
  for (const preset of presets.length > 0
    ? presets
    : [
        ...['pinsage', 'mean-pooling-hard', 'mean-pooling', 'mean-pooling-xent', 'max-pooling', 'combined'],
        ...['graphsage-gcn', 'graphsage-mean', 'graphsage-lstm', 'graphsage-pool'],
      ]) {
    for (let seed = 0; seed < Number(process.argv[2] ?? 3); seed++) {
      const native = embeddings(preset, String(seed), 'tensorflow');
      const differences = embeddings(preset, String(seed), 'wasm').map((value, i) => value - native[i]);
      const largest = differences.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      const rms = Math.sqrt(
        differences.reduce((sum, one) => sum + one ** 2, 0) / Math.max(1, differences.length),
      );
      process.stdout.write(`${JSON.stringify({ preset, seed, values: native.length, largest, rms })}\n`);
    }
  }
} finally {
  rmSync(home, { recursive: true });
}
