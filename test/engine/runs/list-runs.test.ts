import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RunDetail } from '../../../engine/contract/runs.ts';
import { removeDataset } from '../../../engine/dataset/list-datasets.ts';
import { takeLease } from '../../../engine/runs/lease.ts';
import { listRuns, removeRun, runDetail, runSummary } from '../../../engine/runs/list-runs.ts';
import { startBackend } from '../backend/start-backend.ts';
import { addDataset, finishedRun, newRun, smallStore } from './small-store.ts';

let home: string;
let finished: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
  finished = await finishedRun(home, 'visual');
});
const put = (run: string, file: string, text: string): void =>
  writeFileSync(join(home, 'runs', run, file), text);

const point = (step: number): string =>
  JSON.stringify({
    ...{ step, epoch: 1, loss: 1 / step, learningRate: 0.1, items_per_s: 9 },
    ...{ sampleSeconds: 0.1, computeSeconds: 0.2, wallSeconds: step, cpuSeconds: step, peakRssMb: 100 },
  });

describe('listRuns', () => {
  it('shows every run that can be read, whatever lies beside it', async () => {
    const there = await smallStore();
    const run = newRun(there);
    for (const name of ['empty', 'torn', 'other-version', '.new-half']) mkdirSync(join(there, 'runs', name));
    writeFileSync(join(there, 'runs', 'torn', 'run.json'), '{"format":1,"na');
    writeFileSync(join(there, 'runs', 'other-version', 'run.json'), '{"format":2}');
    writeFileSync(join(there, 'runs', 'a-file'), '');
    expect(listRuns(there).map(({ name }) => name)).toEqual([run]);
    expect(() => runSummary(there, 'torn')).toThrow(expect.objectContaining({ code: 'run-damaged' }));
    expect(() => runSummary(there, 'none')).toThrow(expect.objectContaining({ code: 'no-run' }));
    expect(() => runSummary(there, '../datasets')).toThrow(expect.objectContaining({ code: 'no-run' }));
    expect(listRuns(join(there, 'nowhere'))).toEqual([]);
    removeRun(there, 'torn');
    expect(existsSync(join(there, 'runs', 'torn'))).toBe(false);
  });

  it('tells when the data of a run are gone or changed', async () => {
    const there = await smallStore();
    newRun(there);
    const missing = (): boolean => listRuns(there)[0].dataMissing;
    expect(missing()).toBe(false);
    removeDataset(there, 'small');
    expect(missing()).toBe(true);
    await addDataset(there, 'small', 9);
    expect(missing()).toBe(true);
  });

  it('tells of a finished run what it came to', () => {
    const run = listRuns(home).find(({ name }) => name === finished)!;
    expect(run).toMatchObject({ state: 'finished', error: null, dataMissing: false });
    expect(run.metrics.mrr.value).toBeGreaterThan(0);
  });
});

describe('the state of a run', () => {
  it('follows from its files and its lease alone', () => {
    const run = newRun(home);
    const state = (): string => runSummary(home, run).state;
    expect(state()).toBe('interrupted');
    put(run, 'error.json', '{"code":"diverged","message":"step 3"}');
    expect(runSummary(home, run)).toMatchObject({ state: 'failed', error: { code: 'diverged' } });
    put(run, 'cancelled.json', '{}');
    expect(runSummary(home, run)).toMatchObject({ state: 'cancelled', error: null });
    const lease = takeLease(join(home, 'runs', run))!;
    expect(state()).toBe('running');
    put(run, 'result.json', '{"format":1,'); // torn: not finished
    expect(state()).toBe('running');
    lease.release();
    expect(state()).toBe('cancelled');
  });
});

describe('runDetail', () => {
  it('thins a long curve out to at most 1,000 points, first and last among them', () => {
    const run = newRun(home);
    put(run, 'curve.jsonl', Array.from({ length: 25_000 }, (_, i) => `${point(i + 1)}\n`).join('') + '{"st');
    const detail = runDetail(home, run);
    expect(() => RunDetail.parse(detail)).not.toThrow();
    expect(detail.steps).toHaveLength(1_000);
    expect([detail.steps[0].step, detail.steps.at(-1)!.step]).toEqual([1, 25_000]);
    expect(detail.summary).toMatchObject({ step: 25_000, seconds: 25_000, peakRssMb: 100 });
    expect(detail.summary.lossSparkline).toHaveLength(40);
  });
});

describe('removeRun', () => {
  it('removes a run with all its files, but not while it is trained', () => {
    const run = newRun(home);
    const lease = takeLease(join(home, 'runs', run))!;
    expect(() => removeRun(home, run)).toThrow(expect.objectContaining({ code: 'run-busy' }));
    lease.release();
    removeRun(home, run);
    expect(readdirSync(join(home, 'runs')).filter((name) => name.includes(run))).toEqual([]);
    expect(() => removeRun(home, run)).toThrow(expect.objectContaining({ code: 'no-run' }));
  });
});
