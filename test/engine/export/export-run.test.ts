import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readNpy } from '../../../engine/dataset/npy.ts';
import { exportRun } from '../../../engine/export/export-run.ts';
import { decodeSafetensors } from '../../../engine/export/safetensors.ts';
import { runSummary } from '../../../engine/runs/list-runs.ts';
import { startBackend } from '../backend/start-backend.ts';
import { finishedRun, newRun, smallStore } from '../runs/small-store.ts';

let home: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
});
const newPlace = (): string => mkdtempSync(join(tmpdir(), 'pinwise-export-'));
const python = process.env.PYTHON ?? 'python3';
const hasNumpy = spawnSync(python, ['-c', 'import numpy']).status === 0;

type Matrix = number[][];
const matrix = ({ shape, data }: { shape: readonly number[]; data: ArrayLike<number> }): Matrix =>
  Array.from({ length: shape[0] }, (_, i) =>
    Array.from({ length: shape[1] }, (_, j) => data[i * shape[1] + j]),
  );
const relu = (row: number[]): number[] => row.map((value) => Math.max(0, value));
const affine = (row: number[], weight: Matrix, bias?: ArrayLike<number>): number[] =>
  weight[0].map((_, j) => row.reduce((sum, x, i) => sum + x * weight[i][j], bias?.[j] ?? 0));
const normalise = (row: number[]): number[] => {
  const norm = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
  return norm > 0 ? row.map((x) => x / norm) : row;
};

/** The equation of the graph models, or of the perceptron, in float64, item by item, from the files of an export folder. */
function recompute(folder: string): Matrix {
  const { tensors } = decodeSafetensors(readFileSync(join(folder, 'model.safetensors')), 'model');
  const weight = (name: string): Matrix => matrix(tensors.get(name)!);
  const bias = (name: string): Float32Array => tensors.get(name)!.data;
  if (tensors.has('mlp.0.weight')) {
    const [M0, M1] = [weight('mlp.0.weight'), weight('mlp.1.weight')];
    const fed = matrix(readNpy(join(folder, 'features.npy')));
    return fed.map((x) => affine(relu(affine(x, M0, bias('mlp.0.bias'))), M1));
  }
  const neighbors = matrix(readNpy(join(folder, 'neighbors.npy')));
  const weights = matrix(readNpy(join(folder, 'weights.npy')));
  let h = matrix(readNpy(join(folder, 'features.npy')));
  for (let k = 0; tensors.has(`conv.${k}.Q.weight`); k++) {
    const Q = weight(`conv.${k}.Q.weight`);
    const W = weight(`conv.${k}.W.weight`);
    const pooled = h.map((_, item) => {
      const n = new Array<number>(Q[0].length).fill(0);
      neighbors[item].forEach((neighbor, t) => {
        if (neighbor < 0) return;
        const message = relu(affine(h[neighbor], Q, bias(`conv.${k}.Q.bias`)));
        message.forEach((value, j) => (n[j] += weights[item][t] * value));
      });
      return n;
    });
    h = h.map((own, item) => normalise(relu(affine([...own, ...pooled[item]], W, bias(`conv.${k}.W.bias`)))));
  }
  const G1 = weight('head.G1.weight');
  const G2 = weight('head.G2.weight');
  return h.map((own) => affine(relu(affine(own, G1, bias('head.G1.bias'))), G2));
}

describe('exportRun', () => {
  it.each(['pinsage', 'mean-pooling', 'combined'])(
    'exports of %s what a naive float64 loop needs to come to the same embeddings',
    async (preset) => {
      const run = await finishedRun(home, preset);
      const folder = join(newPlace(), 'new', 'folder');
      const files = await exportRun(home, run, folder);
      expect([...files].sort()).toEqual(readdirSync(folder).sort());
      expect([...files].sort()).toEqual([
        ...['config.json', 'embeddings.npy', 'features.npy', 'items.jsonl', 'model.safetensors'],
        ...(preset === 'combined' ? [] : ['neighbors.npy', 'weights.npy']),
      ]);
      const written = matrix(readNpy(join(folder, 'embeddings.npy')));
      const expected = recompute(folder);
      expect(written).toHaveLength(30);
      expect(Math.max(...expected.flat().map(Math.abs))).toBeGreaterThan(0.01);
      const error = Math.max(...expected.flatMap((row, i) => row.map((x, j) => Math.abs(x - written[i][j]))));
      expect(error).toBeLessThan(1e-5);

      if (preset !== 'combined') {
        const neighbors = readNpy(join(folder, 'neighbors.npy'));
        expect(neighbors.data).toBeInstanceOf(Int32Array);
        expect(matrix(neighbors)[29]).toEqual([-1, -1, -1, -1]);
      }
      const summary = runSummary(home, run);
      expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toMatchObject({
        ...{ run, preset, seed: 0, config: summary.config, checkpoint: summary.checkpoint },
        dataset: { name: 'small', fingerprint: summary.datasetFingerprint },
        equation: expect.stringContaining('ReLU') as unknown,
      });
      const items = readFileSync(join(folder, 'items.jsonl'), 'utf8').trimEnd().split('\n');
      expect(items.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(
        Array.from({ length: 30 }, (_, row) => `i${row}`),
      );
    },
  );

  it
    .skipIf(!hasNumpy)
    .each([
      ...['pinsage', 'max-pooling', 'mean-pooling-xent', 'combined', 'bpr', 'visual'],
      ...['graphsage-gcn', 'graphsage-mean', 'graphsage-pool', 'graphsage-lstm'],
    ])(
    'exports of %s what NumPy recomputes from the files alone (needs python3 with numpy)',
    async (preset) => {
      const folder = join(newPlace(), 'export');
      await exportRun(home, await finishedRun(home, preset), folder);
      const script = fileURLToPath(new URL('../../golden/recompute-export.py', import.meta.url));
      const found = JSON.parse(execFileSync(python, [script, folder], { encoding: 'utf8' })) as {
        error: number;
        items: number;
      };
      expect(found.items).toBe(30);
      expect(found.error).toBeLessThan(1e-5);
    },
  );

  it('exports of a walk what there is, and says in the equation that it has no vectors', async () => {
    const folder = newPlace();
    const files = await exportRun(home, await finishedRun(home, 'random-walk'), folder);
    expect(files).toEqual(['config.json', 'items.jsonl', 'features.npy']);
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toMatchObject({
      dims: null,
      equation: expect.stringMatching(/no embeddings.*expected visits/) as unknown,
    });
  });

  it('fills an empty folder without replacing it, and makes a new one as any program would', async () => {
    const run = await finishedRun(home, 'visual');
    const place = newPlace();
    const [given, made, plain] = ['given', 'made', 'plain'].map((name) => join(place, name));
    mkdirSync(given);
    mkdirSync(plain);
    const before = statSync(given).ino;
    const files = await exportRun(home, run, given);
    expect(statSync(given).ino).toBe(before);
    expect(readdirSync(given).sort()).toEqual([...files].sort());
    await exportRun(home, run, made);
    expect(statSync(made).mode).toBe(statSync(plain).mode);
    for (const file of files) expect(readFileSync(join(made, file))).toEqual(readFileSync(join(given, file)));
  });

  it('leaves no part of an export that failed', async () => {
    const run = await finishedRun(home, 'visual');
    rmSync(join(home, 'runs', run, 'features.npy'));
    const place = newPlace();
    await expect(exportRun(home, run, place)).rejects.toThrow('features.npy');
    await expect(exportRun(home, run, join(place, 'new'))).rejects.toThrow('features.npy');
    expect(readdirSync(place)).toEqual([]);
  });

  it('does not write where something is, nor leave anything when it fails', async () => {
    const run = await finishedRun(home, 'visual');
    const place = newPlace();
    const full = join(place, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'thesis.txt'), 'mine');
    const refused = { code: 'not-empty', message: expect.stringContaining(full) as unknown };
    await expect(exportRun(home, run, full)).rejects.toMatchObject(refused);
    await expect(exportRun(home, run, join(full, 'thesis.txt'))).rejects.toMatchObject({ code: 'not-empty' });
    await expect(exportRun(home, newRun(home), join(place, 'none'))).rejects.toMatchObject({
      code: 'run-unfinished',
    });
    expect(readdirSync(place)).toEqual(['full']);
    expect(readdirSync(full)).toEqual(['thesis.txt']);
  });
});
