import type { EpochRecord, Metrics, RunConfig, RunDetail } from '../../contract/runs.ts';

/** What `pinwise train` prints. */
export interface TrainedRun {
  run: string;
  preset: string;
  data: string;
  seed: number;
  config: RunConfig;
  backend: string;
  epochs: Pick<EpochRecord, 'epoch' | 'loss' | 'seconds' | 'items_per_s'>[];
  /** Metrics on the tune split. */
  final: Metrics;
}

export function trainedRun({ summary, epochs }: RunDetail): TrainedRun {
  const { name, preset, dataset, seed, config, backend, metrics } = summary;
  return {
    run: name,
    preset,
    data: dataset,
    seed,
    config,
    backend,
    epochs: epochs.map(({ epoch, loss, seconds, items_per_s }) => ({ epoch, loss, seconds, items_per_s })),
    final: metrics,
  };
}
