/** What a training would take, before it starts: steps and memory by arithmetic, time from past runs in this store. */
import type { RunConfig } from '../contract/runs.ts';
import { openDataset } from '../dataset/open-dataset.ts';
import { presetNamed } from '../model/presets.ts';
import { estimateTraining } from '../training/estimate.ts';
import { settleConfig } from '../training/settle-config.ts';
import { listRuns } from './list-runs.ts';
import { readResult } from './run-files.ts';

/** Past runs whose speed is looked at; their median counts. */
const RUNS = 5;

/**
 * @param config changes to the preset's configuration
 * @returns `seconds` null when no finished run tells how fast this machine is
 * @throws PinwiseError `no-dataset`, `no-preset`, `bad-config`
 */
export function estimateRun(
  home: string,
  dataset: string,
  preset: string,
  config: RunConfig,
): { steps: number; seconds: number | null; memoryMb: number } {
  const data = openDataset(home, dataset);
  const { trains } = presetNamed(preset);
  const resolved = settleConfig(data, preset, config);
  const { steps, memoryMb, flopsPerStep } = estimateTraining(data, resolved);
  if (!trains) return { steps: 0, seconds: null, memoryMb };
  const speed = secondsPerFlop(home, preset);
  return { steps, seconds: speed === null ? null : steps * flopsPerStep * speed, memoryMb };
}

/** Of the newest runs of the preset, else of the newest of any. */
function secondsPerFlop(home: string, preset: string): number | null {
  const past = listRuns(home).filter(({ state, trains }) => state === 'finished' && trains);
  const alike = past.filter((run) => run.preset === preset);
  const speeds = (alike.length > 0 ? alike : past)
    .slice(0, RUNS)
    .flatMap(({ name, seconds }) => {
      const flops = readResult(home, name)?.flops ?? 0;
      return flops > 0 ? [seconds / flops] : [];
    })
    .sort((a, b) => a - b);
  return speeds.length > 0 ? speeds[Math.floor(speeds.length / 2)] : null;
}
