import { PinwiseError } from '../../contract/rpc.ts';
import type { PlannedRun } from '../../evaluate/plan-runs.ts';
import { createRun } from '../../runs/create-run.ts';
import { duration } from '../render/format.ts';
import type { Session } from '../session.ts';
import { trainHere } from './train-here.ts';

export interface TrainedPlan {
  runs: { run: string; preset: string; seed: number }[];
  failed: { run: string; preset: string; seed: number; message: string }[];
}

/** Failures that are about one preset on these data; the others can still be trained. */
const OF_ONE_PRESET = new Set([
  'diverged',
  'too-large',
  'no-features',
  'no-pairs',
  'no-edges',
  'not-positive',
]);

/**
 * Trains one after the other what is not finished yet.
 * @param o.goOn the command that goes on after a stop
 * @throws PinwiseError `cancelled` naming that command, and those of `trainRun` that are not about one preset
 */
export async function trainPlanned(
  session: Session,
  o: { home: string; dataset: string; plan: readonly PlannedRun[]; goOn: string },
): Promise<TrainedPlan> {
  const { home, dataset, plan, goOn } = o;
  const stopped = (cause?: unknown): PinwiseError =>
    new PinwiseError('cancelled', `stopped, and what was trained so far is kept; go on with: ${goOn}`, {
      cause,
    });
  const done: TrainedPlan = { runs: [], failed: [] };
  for (const [i, { preset, seed, config, run: known, state }] of plan.entries()) {
    if (session.signal.aborted) throw stopped();
    const run =
      known ??
      createRun({ home, dataset, preset, config, seed, codeVersion: session.version, now: session.now() });
    const label = `${i + 1} of ${plan.length}, ${preset}, seed ${seed}`;
    try {
      const { seconds } = await trainHere(session, { home, run, label });
      session.note(`${label}: ${run}, ${state === 'finished' ? 'trained before' : duration(seconds)}`);
      done.runs.push({ run, preset, seed });
    } catch (error) {
      if (!(error instanceof PinwiseError)) throw error;
      if (error.code === 'cancelled') throw stopped(error);
      if (!OF_ONE_PRESET.has(error.code)) throw error;
      session.note(`${label}: ${run} failed: ${error.message}`);
      done.failed.push({ run, preset, seed, message: error.message });
    }
  }
  return done;
}
