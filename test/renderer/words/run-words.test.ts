import { expect, it } from 'vitest';
import { stoppedInWords } from '../../../renderer/words/run-words.ts';
import { run } from '../fixtures.ts';

const stopped = (change: Parameters<typeof run>[1]): string | null =>
  stoppedInWords(run('graph-1', { step: 1200, totalSteps: 5600, ...change }));

it('says nothing of a run that is finished or still trains', () => {
  expect([stopped({ state: 'finished' }), stopped({ state: 'running' })]).toEqual([null, null]);
});

it('says how far a cancelled run came, that it is kept, and that it can go on', () => {
  expect(stopped({ state: 'cancelled' })).toBe(
    'Stopped after step 1,200 of 5,600; all that it learnt is kept. Resume goes on from there.',
  );
});

it('promises less of a run whose process ended: its last seconds are gone', () => {
  expect(stopped({ state: 'interrupted' })).toMatch(/but the last seconds is kept\. Resume/);
});

it('offers to go on only where there is a button for it', () => {
  const words = [
    stopped({ state: 'cancelled', dataMissing: true }),
    stopped({ state: 'interrupted', dataMissing: true }),
    stopped({ state: 'failed', error: { code: 'no-pairs', message: 'no labelled pairs' } }),
    stopped({ state: 'interrupted', trains: false }),
  ];
  for (const one of words) expect(one).not.toMatch(/Resume/);
  expect(stopped({ state: 'failed', error: { code: 'diverged', message: 'the loss is NaN' } })).toMatch(
    /Resume/,
  );
});
