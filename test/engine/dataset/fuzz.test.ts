import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { random } from '../../../evaluations/random.ts';
import type { Random } from '../../../evaluations/random.ts';
import { PinwiseError } from '../../../engine/contract/rpc.ts';
import { removeDataset } from '../../../engine/dataset/list-datasets.ts';
import { encodeNpy } from '../../../engine/dataset/npy.ts';
import { openDataset } from '../../../engine/dataset/open-dataset.ts';
import golden from '../../golden/data-files.json' with { type: 'json' };
import { importHome } from './import-home.ts';

const { home, root, folderOf, importOf, stored } = importHome();
const boards = join(import.meta.dirname, '..', '..', 'fixtures', 'boards');
const fixture: Record<string, Buffer> = Object.fromEntries(
  readdirSync(boards, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(boards.length + 1).replaceAll('\\', '/'), readFileSync(path)]),
);

/** The fixture with some of its tables in other formats. */
function base(rng: Random): Record<string, Buffer> {
  const files = { ...fixture };
  if (rng.below(2)) files['features.npy'] = Buffer.from(encodeNpy([6, 2], new Float32Array(12)));
  if (rng.below(3) === 0) {
    files['pairs.jsonl'] = Buffer.from(
      '{"query":"a1","item":"e5"}\n{"query":"e5","item":"😀","split":"test"}\n',
    );
    delete files['pairs.csv'];
  }
  if (rng.below(3) === 0) {
    files['edges.csv.gz'] = gzipSync(files['edges.csv']);
    delete files['edges.csv'];
  }
  if (rng.below(4) === 0) {
    files['contexts.parquet'] = Buffer.from(golden.parquet.snappy, 'hex');
    delete files['contexts.csv'];
  }
  return files;
}

const insertions = [
  '"',
  ',',
  '\n',
  '\r',
  '\0',
  '\xff',
  'NaN',
  '-1',
  '../x',
  '{',
  '\u{feff}',
  'a1',
  '"\n"',
  ',,,,',
];

function mutated(bytes: Buffer, rng: Random): Buffer {
  const at = rng.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + rng.below(12));
  const before = bytes.subarray(0, at);
  switch (rng.below(6)) {
    case 0:
      return Buffer.concat([
        before,
        Buffer.from(insertions[rng.below(insertions.length)], 'latin1'),
        bytes.subarray(at),
      ]);
    case 1:
      return before;
    case 2:
      return Buffer.concat([before, bytes.subarray(to)]);
    case 3:
      return Buffer.concat([before, bytes.subarray(at, to), bytes.subarray(at)]);
    case 4:
      return Buffer.concat([before, Buffer.from([rng.below(256)]), bytes.subarray(at + 1)]);
    default:
      return Buffer.alloc(rng.below(2) ? 0 : 40, rng.below(256));
  }
}

it('200 mutated folders and archives: each is imported whole or refused as bad data, nothing in between', async () => {
  const outcomes = { whole: 0, refused: 0 };
  for (let seed = 0; seed < 200; seed++) {
    const rng = random(seed, 'fuzz');
    const files = base(rng);
    for (let change = 0; change <= rng.below(3); change++) {
      const names = Object.keys(files);
      const name = names[rng.below(names.length)];
      if (rng.below(12) === 0) delete files[name];
      else files[name] = mutated(files[name], rng);
    }
    let source = folderOf(files);
    if (seed % 5 === 0) {
      source = join(root, `fuzz-${seed}.pinwise-dataset`);
      const archive = Buffer.from(zipSync(files));
      writeFileSync(source, seed % 10 === 0 ? mutated(archive, rng) : archive);
    }
    const onError = seed % 3 === 0 ? 'stop' : 'skip';
    const result = await importOf(source, { onError, name: 'fuzzed' }).catch((error: unknown) => error);
    if (result instanceof Error) {
      if (!(result instanceof PinwiseError) || result.code !== 'bad-data') {
        throw new Error(`seed ${seed}: ${result.message}`, { cause: result });
      }
      expect(result.details, `seed ${seed}`).not.toEqual([]);
      expect(stored(), `seed ${seed}`).toEqual([]);
      outcomes.refused++;
    } else {
      const { items, graph, features, pairs } = openDataset(home, 'fuzzed');
      expect([graph.items, features.rows], `seed ${seed}`).toEqual([items.count, items.count]);
      expect(features.data.every(Number.isFinite), `seed ${seed}`).toBe(true);
      expect(pairs.train.query.every((row) => row < items.count)).toBe(true);
      expect(new Set(Array.from({ length: items.count }, (_, row) => items.id(row))).size).toBe(items.count);
      removeDataset(home, 'fuzzed');
      expect(stored(), `seed ${seed}`).toEqual([]);
      outcomes.whole++;
    }
  }
  // Both ways out have to be taken often, or the mutations test nothing.
  expect(Math.min(outcomes.whole, outcomes.refused)).toBeGreaterThan(30);
});
