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
  '--win .3 --lose .2 --raters 2 --judgements 3',
  '--win .3 --raters 3',
])('refuses "%s" with what to give instead', async (words) => {
  const { code, out, err } = await pinwiseIn(['study', 'power', ...words.split(' ').filter(Boolean)]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^pinwise: .*--/);
});

it('knows of raters and queries that differ, by simulation', async () => {
  const wanted = '--win .42 --lose .28 --judgements 3 --rater-sd .4 --query-sd .6';
  const many = (await power(`${wanted} --raters 30`)) as { questions: number; power: number };
  const few = (await power(`${wanted} --raters 9`)) as { questions: number };
  expect(many.power).toBeGreaterThan(0.72);
  expect(few.questions).toBeGreaterThan(1.3 * many.questions);
  expect(await power(`${wanted} --raters 3`)).toMatchObject({ questions: null, raters: 3 });
  const found = await power('--questions 200 --draw .3 --raters 12 --judgements 3 --rater-sd .4');
  expect(found).toMatchObject({ smallest_share_of_wins: expect.any(Number) as number });
  expect(await power(`${wanted} --raters 12 --questions 100`)).toMatchObject({ questions: 100 });
});
