import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { writeNpy } from '../../../engine/dataset/npy.ts';
import { newNpyRows } from '../../../engine/dataset/row-store.ts';

const [ITEMS, DIMS, WIDTH] = [120_000, 256, 5];
const FEATURE_BYTES = 4 * ITEMS * DIMS;

interface Told {
  /** Bytes that the highest resident memory rose by. */
  grown: number;
  sha256: string;
}

function embed(folder: string, output: string, budget: number): Promise<Told> {
  const script = fileURLToPath(new URL('embed-in-child.ts', import.meta.url));
  // What the collector has not got to yet says nothing about what is needed.
  const execArgv = ['--max-old-space-size=128', '--max-semi-space-size=2', '--import', 'tsx'];
  const child = fork(script, [folder, output, String(budget)], { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Told));
    child.once('exit', (code) => reject(new Error(`ended with ${code} without a word`)));
  });
}

it('embeds features far larger than the memory it may take, to the same bytes as all in memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pinwise-bounded-'));
  try {
    const rng = random(7, 'bounded');
    const features = newNpyRows(join(folder, 'features.npy'), ITEMS, DIMS);
    const some = Float32Array.from({ length: 1000 * DIMS }, () => rng.next() - 0.5);
    for (let row = 0; row < ITEMS; row += 1000) {
      some[rng.below(some.length)] = rng.next();
      features.write(row, some);
    }
    features.close();
    const count = ITEMS * WIDTH;
    writeNpy(
      join(folder, 'neighbors.npy'),
      [ITEMS, WIDTH],
      Int32Array.from({ length: count }, () => rng.below(ITEMS)),
    );
    writeNpy(join(folder, 'weights.npy'), [ITEMS, WIDTH], new Float32Array(count).fill(1 / WIDTH));

    const streamed = await embed(folder, join(folder, 'streamed.npy'), 2 ** 20);
    const whole = await embed(folder, join(folder, 'whole.npy'), 0);
    expect(streamed.sha256).toBe(whole.sha256);
    expect(whole.grown).toBeGreaterThan(FEATURE_BYTES);
    expect(streamed.grown).toBeLessThan(FEATURE_BYTES / 2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 600_000);
