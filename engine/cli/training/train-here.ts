import type { RunSummary } from '../../contract/runs.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import { isCancellation } from '../exit-code.ts';
import { count, figure } from '../render/format.ts';
import type { Session } from '../session.ts';

/**
 * Trains a run in this process, or goes on with it, with a progress bar.
 * @param label in front of the bar
 * @throws PinwiseError `cancelled` with the line that goes on, and those of `trainRun`
 */
export async function trainHere(
  session: Session,
  { home, run, label = run }: { home: string; run: string; label?: string },
): Promise<RunSummary> {
  const { trainRun } = await import('../../runs/train-run.ts');
  const bar = session.progress(label);
  const at = { step: 0, total: 0 };
  try {
    return await trainRun({
      home,
      run,
      signal: session.signal,
      now: session.now,
      observer: {
        stage: (text) => bar.update(at.step, at.total, { note: text }),
        step(_, { epoch, loss, items_per_s }, { step, totalSteps, secondsLeft }) {
          at.step = step;
          at.total = totalSteps;
          const note = `training, epoch ${epoch}, loss ${figure(loss, 4)}, ${count(Math.round(items_per_s))} items/s`;
          bar.update(step, totalSteps, { note, secondsLeft });
        },
      },
    });
  } catch (cause) {
    if (!isCancellation(cause)) throw cause;
    throw new PinwiseError(
      'cancelled',
      `stopped, and what was learnt so far is kept; go on with: pinwise train --resume ${run}`,
      { cause },
    );
  } finally {
    bar.end();
  }
}
