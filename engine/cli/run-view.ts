import type { RunSummary } from '../contract/runs.ts';

/** A run as the command line prints it: what was asked for, what it was made from, what came out. */
export function runView(summary: RunSummary) {
  const { checkpoint, step } = summary;
  return {
    run: summary.name,
    preset: summary.preset,
    data: summary.dataset,
    fingerprint: summary.datasetFingerprint,
    data_missing: summary.dataMissing,
    seed: summary.seed,
    state: summary.state,
    error: summary.error,
    config: summary.config,
    step,
    total_steps: summary.totalSteps,
    epoch: summary.epoch,
    total_epochs: summary.epochs,
    seconds: summary.seconds,
    peak_rss_mb: summary.peakRssMb,
    metrics: summary.metrics,
    checkpoints: checkpoint === null ? [] : [{ sha256: checkpoint, step }],
    lineage: {
      created_at: summary.createdAt,
      code_version: summary.codeVersion,
      backend: summary.backend,
      data: summary.dataset,
      fingerprint: summary.datasetFingerprint,
    },
  };
}
export type RunView = ReturnType<typeof runView>;
