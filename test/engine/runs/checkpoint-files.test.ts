import { mkdirSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkpointFiles } from '../../../engine/runs/checkpoint-files.ts';
import type { TrainingState } from '../../../engine/training/training.ts';

const stateAt = (step: number): TrainingState => ({
  step,
  epoch: Math.floor(step / 10),
  tensors: new Map([
    ['head.G2.weight', { shape: [2, 3], data: Float32Array.from({ length: 6 }, (_, i) => i / (step + 1)) }],
    ['adam.m.head.G2.weight', { shape: [2, 3], data: new Float32Array(6).fill(-0) }],
  ]),
  values: { bestMetric: -Infinity, lossSum: 0.1 + 0.2, zero: -0, unknown: NaN },
});
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'pinwise-checkpoints-'));
const names = (folder: string): string[] => readdirSync(join(folder, 'checkpoints')).sort();

describe('checkpointFiles', () => {
  it('gives back every bit of what was saved: tensors, counters, values that JSON lacks', async () => {
    const store = checkpointFiles(newFolder());
    expect(await store.latest()).toBeNull();
    await store.save(stateAt(7));
    const state = (await store.latest())!;
    expect(state).toEqual(stateAt(7));
    expect(Object.is(state.values.zero, -0)).toBe(true);
  });

  it('keeps the latest two', async () => {
    const folder = newFolder();
    const store = checkpointFiles(folder);
    for (const step of [8, 9, 10, 100]) await store.save(stateAt(step));
    expect(names(folder)).toEqual(['step-000000010.safetensors', 'step-000000100.safetensors']);
    expect((await store.latest())!.step).toBe(100);
  });

  it.each([
    ['cut short', (path: string) => truncateSync(path, readFileSync(path).length - 3)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['with one bit of its data flipped', (path: string) => flip(path, (length) => length - 9)],
    [
      'with one bit of its counters flipped',
      (path: string) => flip(path, (_, text) => text.indexOf('lossSum')),
    ],
  ])('passes over a newest checkpoint %s, for the one before', async (_, damage) => {
    const folder = newFolder();
    const store = checkpointFiles(folder);
    await store.save(stateAt(20));
    await store.save(stateAt(30));
    damage(join(folder, 'checkpoints', 'step-000000030.safetensors'));
    expect(await store.latest()).toEqual(stateAt(20));
    // The damaged one is gone: it would otherwise count as one of the two to keep.
    await store.save(stateAt(25));
    expect(names(folder)).toEqual(['step-000000020.safetensors', 'step-000000025.safetensors']);
  });

  it('throws nothing away that it merely failed to read', async () => {
    const folder = newFolder();
    const store = checkpointFiles(folder);
    await store.save(stateAt(20));
    // Reading a folder fails as reading with too many files open does: not with a word about its content.
    mkdirSync(join(folder, 'checkpoints', 'step-000000030.safetensors'));
    await expect((async () => store.latest())()).rejects.toMatchObject({ code: 'EISDIR' });
    expect(names(folder)).toHaveLength(2);
  });
});

function flip(path: string, where: (length: number, text: string) => number): void {
  const bytes = readFileSync(path);
  const at = where(bytes.length, bytes.toString('latin1'));
  bytes[at] ^= 1;
  writeFileSync(path, bytes);
}
