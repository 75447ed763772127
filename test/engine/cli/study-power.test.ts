import { expect, it } from 'vitest';
import { jsonOf, pinwiseIn } from './terminal.ts';

const power = (words: string): Promise<unknown> => jsonOf(['study', 'power', ...words.split(' ')]);

it.each([
  ['.284', '.219', 930],
  ['.369', '.14', 71],
  ['.226', '.151', 520],
  ['.325', '.196', 241],
])(
  'by the formula, --win %s --lose %s needs what is stated for that row of the paper: %d',
  async (win, lose, needed) => {
    const found = (await power(`--win ${win} --lose ${lose}`)) as { questions: number; by_formula: number };
    expect(Math.abs(found.by_formula - needed)).toBeLessThanOrEqual(1);
    expect(found.questions).toBeGreaterThan(needed);
  },
);

it('needs more for more power and a stricter level', async () => {
  const questions = async (words: string): Promise<number> =>
    ((await power(`--win .3 --lose .2 ${words}`)) as { questions: number }).questions;
  expect(await questions('--power .9')).toBeGreaterThan(await questions('--power .8'));
  expect(await questions('--alpha .01')).toBeGreaterThan(await questions('--alpha .05'));
});

it('says what so many questions find', async () => {
  // scipy.optimize.brentq over scipy.stats.binom: 50 decided questions find 0.70393.
  expect(await power('--questions 100 --draw .5')).toMatchObject({
    decided: 50,
    smallest_share_of_wins: expect.closeTo(0.7039277676, 9) as number,
  });
  expect(await power('--questions 5')).toMatchObject({ smallest_share_of_wins: null });
});

it.each([
  '',
  '--win .3',
  '--win .3 --lose .3',
  '--win .6 --lose .5',
  '--questions 5 --win .3',
  '--win 0 --lose .2',
  '--win .3 --lose .2 --power 1',
])('refuses "%s" with what to give instead', async (words) => {
  const { code, out, err } = await pinwiseIn(['study', 'power', ...words.split(' ').filter(Boolean)]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^pinwise: .*--/);
});
