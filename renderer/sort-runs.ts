/** Order of the table of runs. What has no value comes last, whichever way one sorts. */
import type { RunSummary } from '../engine/contract/runs.ts';
import { headline } from './words/run-words.ts';

export type RunColumn = 'name' | 'dataset' | 'state' | 'hitRate' | 'mrr' | 'loss' | 'seconds';
export interface RunOrder {
  by: RunColumn;
  down: boolean;
}

const value: Record<RunColumn, (run: RunSummary) => number | string | undefined> = {
  name: (run) => run.name,
  dataset: (run) => run.dataset,
  state: (run) => run.createdAt,
  hitRate: (run) => headline(run.metrics).hitRate?.[1].value,
  mrr: (run) => headline(run.metrics).mrr?.[1].value,
  loss: (run) => run.lossSparkline.at(-1),
  seconds: (run) => run.seconds,
};

export function sortRuns(runs: readonly RunSummary[], { by, down }: RunOrder): RunSummary[] {
  return [...runs].sort((x, y) => {
    const [first, second] = [value[by](x), value[by](y)];
    if (first === undefined || second === undefined) {
      return Number(first === undefined) - Number(second === undefined);
    }
    const order =
      typeof first === 'string'
        ? first.localeCompare(String(second), 'en', { numeric: true })
        : first - Number(second);
    return (down ? -order : order) || y.createdAt.localeCompare(x.createdAt);
  });
}
