/**
 * A run's checkpoints: `checkpoints/step-<step>.safetensors`, each written whole, the latest two kept. The loop's
 * counters and a digest over everything lie in the file's metadata, so that a damaged file is noticed and the one
 * before is taken.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeFileWhole } from '../dataset/write-file.ts';
import { decodeSafetensors, encodeSafetensors } from '../export/safetensors.ts';
import type { CheckpointStore, TrainingState } from '../training/training.ts';

const KEPT = 2;

const Counters = z.object({
  step: z.coerce.number().int(),
  epoch: z.coerce.number().int(),
  values: z.string(),
  digest: z.string(),
});
// JSON has neither infinities nor NaN; a best value so far may well be -Infinity.
const Values = z.record(z.string(), z.string().transform(Number));

/** @param folder of the run */
export function checkpointFiles(folder: string): CheckpointStore {
  const place = join(folder, 'checkpoints');
  return {
    save(state) {
      mkdirSync(place, { recursive: true });
      writeFileWhole(join(place, nameOf(state.step)), encode(state));
      for (const step of steps(place).slice(KEPT)) rmSync(join(place, nameOf(step)), { force: true });
      return Promise.resolve();
    },
    latest() {
      for (const step of steps(place)) {
        const path = join(place, nameOf(step));
        // One that cannot be read at all says nothing about its content; it must not be thrown away.
        const state = decode(readFileSync(path), path);
        if (state) return Promise.resolve(state);
        rmSync(path, { force: true });
      }
      return Promise.resolve(null);
    },
  };
}

/** Removes the checkpoints of a run that will not go on. */
export function removeCheckpoints(folder: string): void {
  rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
}

function encode(state: TrainingState): Uint8Array {
  const values = JSON.stringify(
    Object.fromEntries(
      Object.entries(state.values).map(([name, value]) => [
        name,
        Object.is(value, -0) ? '-0' : String(value),
      ]),
    ),
  );
  const counters = { step: String(state.step), epoch: String(state.epoch), values };
  return encodeSafetensors(state.tensors, { ...counters, digest: digestOf(state.tensors, counters) });
}

/** The state in a checkpoint; null when it is damaged in any way. */
function decode(bytes: Uint8Array, path: string): TrainingState | null {
  try {
    const { tensors, metadata } = decodeSafetensors(bytes, path);
    const { step, epoch, values, digest } = Counters.parse(metadata);
    if (digest !== digestOf(tensors, metadata)) return null;
    const own: TrainingState['tensors'] = new Map();
    for (const [name, { shape, data }] of tensors) own.set(name, { shape: [...shape], data });
    return { step, epoch, tensors: own, values: Values.parse(JSON.parse(values)) };
  } catch {
    return null;
  }
}

function digestOf(
  tensors: ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }>,
  { step, epoch, values }: Record<string, string>,
): string {
  const hash = createHash('sha256').update(JSON.stringify([step, epoch, values]));
  for (const [name, { shape, data }] of tensors) {
    hash.update(JSON.stringify([name, shape]));
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

const nameOf = (step: number): string => `step-${String(step).padStart(9, '0')}.safetensors`;

/** Steps of the checkpoints in `place`, latest first. */
function steps(place: string): number[] {
  let names: string[];
  try {
    names = readdirSync(place);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const match = /^step-(\d+)\.safetensors$/.exec(name);
      return match ? [Number(match[1])] : [];
    })
    .sort((a, b) => b - a);
}
