import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { StudyReport } from '../../../evaluations/analysis/study-report.ts';
import { preferredRun } from '../../../evaluations/analysis/verdict.ts';
import { groupedStore } from '../questions/grouped-store.ts';
import { jsonOf, pinwiseIn } from './terminal.ts';

interface Found {
  trial: string;
  k: number;
  questions: number;
  degraded: StudyReport;
  identical: StudyReport;
  found: number;
  false_alarms: number;
  verdict: string;
}

let store: Awaited<ReturnType<typeof groupedStore>>;
beforeAll(async () => {
  store = await groupedStore();
  process.env.PINWISE_HOME = store.home;
}, 60_000);

const check = (...options: string[]): Promise<Found> =>
  jsonOf([
    'study',
    'selfcheck',
    store.visual,
    '--questions',
    '40',
    '--replications',
    '5',
    ...options,
  ]) as Promise<Found>;

describe('study selfcheck', () => {
  it('goes through the real store: the degraded twin loses, the identical one does not', async () => {
    const { degraded, identical, found, false_alarms, verdict } = await check('--accuracy', '.95');
    expect(preferredRun(degraded.pairs[0])).toBe(store.visual);
    expect(preferredRun(identical.pairs[0])).toBeNull();
    for (const { pairs, state, raters, judgements } of [degraded, identical]) {
      const [{ win, lose, draw, inconclusive, questions, drawsByConstruction }] = pairs;
      expect(win + lose + draw + inconclusive).toBe(questions);
      expect(questions).toBe(40);
      expect(judgements).toBe(3 * (40 - drawsByConstruction));
      expect(state).toBe('closed');
      expect(raters.map(({ rater, flags }) => ({ rater, flags }))).toEqual(
        [1, 2, 3].map((i) => ({ rater: `script ${i}`, flags: [] })),
      );
    }
    expect(degraded.pairs[0].drawsByConstruction).toBeGreaterThanOrEqual(20);
    expect(found).toBeGreaterThanOrEqual(4);
    expect(false_alarms).toBeLessThanOrEqual(2);
    expect(verdict).toMatch(/^40 questions of 3 judgements are/);
  });

  it.each([['lists', '-k', '4'], ['grade']] as const)(
    'goes through the real store in a study of %s',
    async (trial, ...more) => {
      const options = ['--accuracy', '.95', '--seed', '1', '--trial', trial, ...more];
      const { degraded, identical, ...found } = await check(...options);
      expect(found).toMatchObject({ trial, k: trial === 'lists' ? 4 : 1, questions: 40 });
      expect(preferredRun(degraded.pairs[0])).toBe(store.visual);
      expect(preferredRun(identical.pairs[0])).toBeNull();
      for (const { pairs, judgements, wanted, left } of [degraded, identical]) {
        const [{ drawsByConstruction, unanswered, bothGood }] = pairs;
        expect(unanswered).toBe(0);
        expect({ judgements, wanted }).toEqual({
          judgements: 3 * (40 - drawsByConstruction),
          wanted: judgements,
        });
        // Grades have no sides, and say which draws are good.
        expect(left.left + left.right > 0).toBe(trial === 'lists');
        expect(bothGood !== null).toBe(trial === 'grade');
      }
      expect(found.found).toBeGreaterThanOrEqual(4);
    },
  );

  it.each(['pair', 'grade'])('refuses a length of what is not a list: %s', async (trial) => {
    const words = ['study', 'selfcheck', store.visual, '--trial', trial, '-k', '3'];
    expect(await pinwiseIn(words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('add --trial lists, or leave -k out'),
    });
  });

  it('leaves no study in the home, and nothing behind', async () => {
    const own = mkdtempSync(join(tmpdir(), 'pinwise-own-'));
    vi.stubEnv('TMPDIR', own);
    vi.stubEnv('TEMP', own);
    await check('--judgements', '1');
    vi.unstubAllEnvs();
    expect(existsSync(join(store.home, 'studies.sqlite'))).toBe(false);
    expect(readdirSync(own)).toEqual([]);
  });

  it('is the same for the same seed', async () => {
    const once = await check('--seed', '4', '--judgements', '2');
    expect(await check('--seed', '4', '--judgements', '2')).toEqual(once);
  });

  it('ends when it is cancelled', async () => {
    const stopped = new AbortController();
    setTimeout(() => stopped.abort(), 30);
    const words = ['study', 'selfcheck', store.visual, '--questions', '100', '--judgements', '50'];
    expect(await pinwiseIn(words, { signal: stopped.signal })).toMatchObject({ code: 130, out: '' });
  });
});
