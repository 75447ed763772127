import { beforeAll, expect, it } from 'vitest';
import { ablationAnswers } from '../../../engine/answers/ablation.ts';
import type { AnswerContext } from '../../../engine/answers/context.ts';
import { Ladder, LadderTable } from '../../../engine/contract/ablation.ts';
import { createRun } from '../../../engine/runs/create-run.ts';
import { trainRun } from '../../../engine/runs/train-run.ts';
import { created, finishedRun, smallStore } from '../runs/small-store.ts';

let home: string;
const request = { dataset: 'small', presets: ['visual', 'bpr', 'itemknn'], seeds: 2, epochs: 3 };
const none = { signal: new AbortController().signal };
const answers = (working: string[] = []) =>
  ablationAnswers({
    home,
    jobs: { working: (_: string, run: string) => (working.includes(run) ? {} : undefined) },
  } as unknown as AnswerContext);

beforeAll(async () => {
  home = await smallStore();
});

it('tells what there is and what is missing, a run with a job as running; the table fills run by run', async () => {
  const plan = async (working?: string[]) =>
    Ladder.parse(await answers(working)['ablation.plan'](request, none));
  const table = async () => (await answers()['ablation.table'](request, none)).table;
  expect((await plan()).runs.map(({ preset, seed, run }) => [preset, seed, run])).toEqual([
    ...[['visual', 0, null]],
    ...[
      ['bpr', 0, null],
      ['bpr', 1, null],
    ],
    ...[['itemknn', 0, null]],
  ]);
  expect(await table()).toBeNull();

  const visual = await finishedRun(home, 'visual');
  const { runs, reference } = await plan();
  expect(reference).toBe('visual');
  expect(runs[0]).toMatchObject({ run: visual, state: 'finished' });
  expect((await table())!.table.map(({ preset }) => preset)).toEqual(['visual']);

  const bpr = createRun({
    ...{ home, dataset: 'small', preset: 'bpr', config: runs[2].config, seed: 1 },
    ...{ codeVersion: 'test', now: created },
  });
  expect((await plan()).runs[2]).toMatchObject({ run: bpr, state: 'interrupted' });
  expect((await plan([bpr])).runs[2]).toMatchObject({ run: bpr, state: 'running' });
  await trainRun({ home, run: bpr, signal: none.signal });
  const filled = LadderTable.parse(await table());
  expect(filled.rows.map(({ preset, seed }) => `${preset} ${seed}`)).toEqual(['visual 0', 'bpr 1']);
  expect(filled.table[1].differences).toHaveProperty('mrr_plain');
});

it('says what is wrong with a request', () => {
  expect(() => answers()['ablation.plan']({ ...request, dataset: 'gone' }, none)).toThrow(
    expect.objectContaining({ code: 'no-dataset' }) as Error,
  );
});
