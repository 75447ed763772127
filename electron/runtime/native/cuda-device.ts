import { readdirSync } from 'node:fs';
import { run } from './run.ts';

/** Name of the first CUDA device; undefined when there is none. */
export async function cudaDevice(): Promise<string | undefined> {
  try {
    const names = await run('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'], {
      patience: 30_000,
    });
    const [first] = names.trim().split('\n');
    if (first) return first.trim();
  } catch {
    // No driver, or a container without the tool.
  }
  try {
    return readdirSync('/proc/driver/nvidia/gpus').length > 0 ? 'CUDA device' : undefined;
  } catch {
    return undefined;
  }
}
