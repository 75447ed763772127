/** Which GPU each replica gets: those that CUDA_VISIBLE_DEVICES names, else those of the machine, in turn. */
import { readdirSync } from 'node:fs';

/** One value of CUDA_VISIBLE_DEVICES for each replica; null where there is no GPU to share out. */
export function devicesFor(
  count: number,
  visible = process.env.CUDA_VISIBLE_DEVICES,
  installed = installedGpus(),
): (string | null)[] {
  const named = visible === undefined ? installed : visible.split(',').filter((name) => name.trim() !== '');
  return Array.from({ length: count }, (_, i) => named[i % named.length] ?? null);
}

function installedGpus(): string[] {
  try {
    return readdirSync('/proc/driver/nvidia/gpus').map((_, i) => String(i));
  } catch {
    return [];
  }
}
