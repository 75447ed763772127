import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as lease from '../../../engine/runs/lease.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { startBackend } from '../backend/start-backend.ts';
import { finishedRun, newRun, smallStore } from './small-store.ts';

/** What another process does between this one's first look at a run and its taking the lease. */
let meanwhile = (): void => undefined;
vi.mock('../../../engine/runs/lease.ts', async (original) => {
  const real = await original<typeof lease>();
  const takeLease = (folder: string) => {
    meanwhile();
    return real.takeLease(folder);
  };
  return { ...real, takeLease };
});

let home: string;
let finished: string;
beforeAll(async () => {
  await startBackend();
  home = await smallStore();
  finished = await finishedRun(home);
});
const signal = new AbortController().signal;

describe('trainRun, while another process', () => {
  it('finishes the run, does not train it again', async () => {
    const run = newRun(home);
    const folder = join(home, 'runs', run);
    meanwhile = () => cpSync(join(home, 'runs', finished), folder, { recursive: true });
    const step = vi.fn();
    expect(await trainRun({ home, run, signal, observer: { step } })).toMatchObject({ state: 'finished' });
    expect(step).not.toHaveBeenCalled();
    expect(existsSync(join(folder, 'curve.jsonl'))).toBe(true);
  });

  it('removes the run, says that there is none', async () => {
    const run = newRun(home);
    meanwhile = () => rmSync(join(home, 'runs', run), { recursive: true });
    await expect(trainRun({ home, run, signal })).rejects.toMatchObject({ code: 'no-run' });
  });
});
