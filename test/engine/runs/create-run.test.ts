import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRun } from '../../../engine/runs/create-run.ts';
import { runSummary } from '../../../engine/runs/list-runs.ts';
import { created, newRun, smallStore } from './small-store.ts';

const base = { dataset: 'small', preset: 'visual', config: {}, seed: 3, codeVersion: '1.2.3', now: created };
let home: string;
beforeAll(async () => (home = await smallStore()));

describe('createRun', () => {
  it('names runs by preset, data set and the first free number', () => {
    expect([newRun(home), newRun(home), newRun(home, 'visual')]).toEqual([
      ...['pinsage-small-1', 'pinsage-small-2', 'visual-small-1'],
    ]);
    mkdirSync(join(home, 'runs', 'pinsage-small-3'));
    writeJunk();
    expect(newRun(home)).toBe('pinsage-small-4');
  });

  it('writes down all that is needed to make the run again', () => {
    const name = createRun({
      ...{ ...base, home, preset: 'combined', config: { training: { epochs: 7, batchSize: 20 } } },
      name: 'My.run_1',
    });
    const record = JSON.parse(readFileSync(join(home, 'runs', name, 'run.json'), 'utf8')) as object;
    expect(record).toMatchObject({
      ...{ format: 1, name: 'My.run_1', preset: 'combined', dataset: 'small', seed: 3, codeVersion: '1.2.3' },
      createdAt: created.toISOString(),
      config: { training: { epochs: 7, batchSize: 20, learningRate: expect.any(Number) as number } },
      ...{ trains: true, epochs: 7, totalSteps: 7 * 3 },
    });
    expect(runSummary(home, name).datasetFingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('clears away what killed processes left, but no draft that may be in the making', async () => {
    const there = await smallStore();
    const place = join(there, 'runs');
    const then = new Date(Date.now() - 3_600_000);
    for (const name of ['.new-a-1', '.removed-b-1-2', '.new-c-3', '.mine']) {
      mkdirSync(join(place, name), { recursive: true });
      writeFileSync(join(place, name, 'run.json'), '{');
      if (name !== '.new-c-3') utimesSync(join(place, name), then, then);
    }
    const run = newRun(there);
    expect(readdirSync(place).sort()).toEqual(['.mine', '.new-c-3', run]);
  });

  it('shows as running for the moment between being made and being trained, not for ever', () => {
    const name = createRun({ ...base, home });
    const at = created.getTime();
    expect(runSummary(home, name, at + 1_000).state).toBe('running');
    expect(runSummary(home, name, at + 16_000).state).toBe('interrupted');
    expect(runSummary(home, name, at - 60_000).state).toBe('interrupted');
  });

  it.each([
    ['no-dataset', { dataset: 'none' }],
    ['no-preset', { preset: 'none' }],
    ['bad-config', { preset: 'pinsage', config: { training: { epochs: -1 } } }],
    ['bad-name', { name: '../elsewhere' }],
    ['run-exists', { name: 'taken' }],
  ])('refuses with %s and leaves nothing behind', (code, change) => {
    if (code === 'run-exists') createRun({ ...base, home, name: 'taken' });
    expect(() => createRun({ ...base, home, ...change })).toThrow(expect.objectContaining({ code }));
  });

  it('keeps to 64 characters', () => {
    const name = createRun({ ...base, home, name: 'x'.repeat(64) });
    expect(name).toHaveLength(64);
  });
});

function writeJunk(): void {
  mkdirSync(join(home, 'runs', 'pinsage-small-3', 'junk'));
}
