/** States and metrics of a run in the words of people. */
import {
  failedByData,
  type Estimate,
  type Metrics,
  type RunState,
  type RunSummary,
} from '../../engine/contract/runs.ts';
import { count, percent, plain } from './format.ts';

export const stateWords: Record<RunState, string> = {
  running: 'training',
  finished: 'finished',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
  failed: 'failed',
};

export const canResume = (run: Pick<RunSummary, 'state' | 'trains' | 'dataMissing' | 'error'>): boolean =>
  run.trains &&
  !run.dataMissing &&
  !failedByData(run.error) &&
  ['cancelled', 'interrupted', 'failed'].includes(run.state);

/** Why a run is not finished, what is kept of it and what to do; null where it is, or is still worked on. */
export function stoppedInWords(
  run: Pick<RunSummary, 'state' | 'trains' | 'dataMissing' | 'error' | 'step' | 'totalSteps'>,
): string | null {
  if (run.state === 'finished' || run.state === 'running') return null;
  const again = canResume(run) ? 'Resume goes on from there.' : '';
  if (!run.trains) return 'It was not made to its end; make it anew from “New model”.';
  switch (run.state) {
    case 'cancelled':
      return `Stopped after step ${count(run.step)} of ${count(run.totalSteps)}; all that it learnt is kept. ${again}`.trim();
    case 'interrupted':
      return `Pinwise was closed, or this training’s process ended, before it was done. All that it learnt but the last seconds is kept. ${again}`.trim();
    case 'failed':
      return failedByData(run.error)
        ? 'Going on would end the same way: train another one, on data that fit.'
        : `What it had learnt up to its last checkpoint is kept. ${again}`.trim();
  }
}

/**
 * The hit rate and the MRR to show where there is room for two numbers. A model that was measured on labels alone has
 * its accuracy, or with several labels an item its micro-F1, in the place of the hit rate.
 */
export function headline(metrics: Metrics): { hitRate?: [string, Estimate]; mrr?: [string, Estimate] } {
  const pick = (start: string, preferred: string): [string, Estimate] | undefined => {
    const entries = Object.entries(metrics).filter(([name]) => name.startsWith(start));
    return entries.find(([name]) => name === preferred) ?? entries[0];
  };
  const { accuracy, micro_f1: f1 } = metrics;
  const labels = f1 && f1.value !== accuracy?.value ? 'micro_f1' : 'accuracy';
  return {
    hitRate: pick('hit_rate', 'hit_rate@1%') ?? pick(labels, labels),
    mrr: pick('mrr', 'mrr_plain'),
  };
}

/** "hit_rate@1%" -> "Hit rate @ 1%". */
export function metricName(key: string): string {
  if (key === 'mrr') return 'MRR (PinSage)';
  if (key === 'mrr_plain') return 'MRR';
  const [name, at] = key.split('@');
  const words = {
    hit_rate: 'Hit rate',
    recall: 'Recall',
    ndcg: 'NDCG',
    coverage: 'Coverage',
    diversity: 'Diversity',
    popularity: 'Popularity',
    kurtosis: 'Kurtosis',
    accuracy: 'Accuracy',
    micro_f1: 'Micro-F1',
    cross_entropy: 'Cross-entropy',
  }[name];
  return at === undefined ? (words ?? key) : `${words ?? name} @ ${at}`;
}

export const isShare = (key: string): boolean =>
  /^(hit_rate|recall|coverage|popularity|accuracy|micro_f1)/.test(key);
export const metricFormat =
  (key: string) =>
  (value: number): string =>
    isShare(key) ? percent(value, 1) : plain(value, 3);

/** What a job is at, as a sentence begins: "Training", "Describing pictures". */
export function stageInWords(stage: string): string {
  const words = stage.replace(/^features: (?=.)/, 'describing ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
