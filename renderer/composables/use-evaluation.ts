/** Offline metrics of two runs, computed once a session for the same two checkpoints, whichever is called A. */
import type { Evaluation, RunSummary } from '../../engine/contract/runs.ts';
import type { EngineClient } from '../engine-client.ts';
import { useResource } from './use-resource.ts';

const kept = new Map<string, Evaluation>();

export function useEvaluation(
  engine: Pick<EngineClient, 'call'>,
  pair: () => readonly [RunSummary, RunSummary] | null,
) {
  const inOrder = (): RunSummary[] => [...(pair() ?? [])].sort((x, y) => x.name.localeCompare(y.name));
  return useResource(
    () =>
      inOrder()
        .map((run) => [run.name, run.checkpoint, run.createdAt, run.datasetFingerprint].join(' '))
        .join('|') || null,
    async (key, signal) => {
      const known = kept.get(key);
      if (known) return known;
      const answer = await engine.call(
        'runs.evaluate',
        { runs: inOrder().map((run) => run.name), split: 'test', ks: [10] },
        { signal },
      );
      kept.set(key, answer);
      return answer;
    },
  );
}
