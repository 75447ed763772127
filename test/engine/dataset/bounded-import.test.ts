import { fork } from 'node:child_process';
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import { newNpyRows, npyRows } from '../../../engine/dataset/row-store.ts';
import { gatheredAssets } from '../gathered-assets.ts';

const [ITEMS, DIMS, STEP] = [16_000, 2048, 500];
const FEATURE_BYTES = 4 * ITEMS * DIMS;
const root = mkdtempSync(join(tmpdir(), 'pinwise-bounded-'));

function folderOf(name: string, items: number): string {
  const folder = join(root, name);
  mkdirSync(folder);
  const ids = Array.from({ length: items }, (_, row) => row);
  writeFileSync(join(folder, 'items.csv'), `id,title\n${ids.map((id) => `i${id},Item ${id}`).join('\n')}\n`);
  writeFileSync(
    join(folder, 'edges.csv'),
    `item,context\n${ids.map((id) => `i${id},c${id % 50}`).join('\n')}\n`,
  );
  return folder;
}

function importOf(folder: string): Promise<{ grown: number; fingerprint: string; home: string }> {
  const home = mkdtempSync(join(root, 'home-'));
  const script = fileURLToPath(new URL('import-in-child.ts', import.meta.url));
  const execArgv = ['--max-old-space-size=128', '--max-semi-space-size=2', '--import', 'tsx'];
  const child = fork(script, [folder, home, join(root, 'small')], { execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (told) => resolve({ ...(told as { grown: number; fingerprint: string }), home }));
    child.once('exit', (code) => reject(new Error(`ended with ${code} without a word`)));
  });
}

beforeAll(gatheredAssets, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('imports features far larger than the memory it takes, plain and gzipped to the same data', async () => {
  folderOf('small', 100);
  const [plain, packed] = [folderOf('plain', ITEMS), folderOf('packed', ITEMS)];
  const rng = random(7, 'bounded');
  const features = newNpyRows(join(plain, 'features.npy'), ITEMS, DIMS);
  const some = Float32Array.from({ length: STEP * DIMS }, () => rng.below(8) - 4);
  for (let row = 0; row < ITEMS; row += STEP) {
    some[rng.below(some.length)] = 100;
    features.write(row, some);
  }
  features.close();
  await pipeline(
    createReadStream(join(plain, 'features.npy')),
    createGzip({ level: 1 }),
    createWriteStream(join(packed, 'features.npy.gz')),
  );

  const [one, two] = [await importOf(plain), await importOf(packed)];
  expect(one.fingerprint).toBe(two.fingerprint);
  const stored = npyRows(join(one.home, 'datasets', 'large', 'features.npy'));
  expect(stored.rows).toBe(ITEMS);
  expect(stored.dims).toBeGreaterThan(DIMS);
  stored.close();
  expect(one.grown).toBeLessThan(FEATURE_BYTES / 2);
  expect(two.grown).toBeLessThan(FEATURE_BYTES / 2);
}, 600_000);
