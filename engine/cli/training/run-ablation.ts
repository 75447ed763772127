import type { LadderTable } from '../../contract/ablation.ts';
import { PinwiseError } from '../../contract/rpc.ts';
import { ladderTable } from '../../evaluate/ladder-table.ts';
import { planLadder } from '../../evaluate/ladder.ts';
import type { LadderOptions } from '../../evaluate/ladder.ts';
import type { Session } from '../session.ts';
import { trainPlanned } from './train-planned.ts';
import type { TrainedPlan } from './train-planned.ts';

export interface AblationResult extends LadderTable {
  data: string;
  reference: string;
  /** Presets that the data cannot have, and why. */
  skipped: { preset: string; reason: string }[];
  failed: TrainedPlan['failed'];
}

const KS = [10, 50, 500];

/** Trains what is missing of the ladder, then compares all of it on the test pairs. */
export async function runAblation(session: Session, options: LadderOptions): Promise<AblationResult> {
  const { home, dataset } = options;
  const { runs: plan, reference, skipped } = planLadder(options);
  for (const { preset, reason } of skipped) session.note(`${preset}: left out, ${reason}`);
  const { failed } = await trainPlanned(session, { home, dataset, plan, goOn: commandOf(options) });
  const bar = session.progress('evaluate');
  const found = await ladderTable({
    ...{ home, ladder: planLadder(options), ks: KS, signal: session.signal },
    onProgress: (done, total) => bar.update(done, total),
  }).finally(() => bar.end());
  if (found) return { data: dataset, reference, skipped, failed, ...found };
  throw new PinwiseError(
    'ablation-failed',
    `no run came to its end; ${failed[0]?.message ?? 'nothing was trained'}`,
  );
}

function commandOf({ dataset, seeds, presets, epochs }: LadderOptions): string {
  const more = [
    presets ? ` --presets ${presets.join(',')}` : '',
    epochs === undefined ? '' : ` --epochs ${epochs}`,
  ];
  return `pinwise ablation --data ${dataset} --seeds ${seeds}${more.join('')}`;
}
