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
  '--difference .3',
  '--trial grade',
  '--trial grade --difference 0',
  '--trial grade --difference .3 --win .3',
  '--trial grade --difference .3 --alpha 0',
  '--trial grade --raters 3',
  '--trial grade --difference .3 --raters 2 --judgements 3',
  '--trial grade --difference .3 --rater-sd .8 --query-sd .7',
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

it('plans grades by a difference of mean grades, as SciPy counts it (test/golden/grade-power.py)', async () => {
  expect(await power('--trial grade --difference .3')).toMatchObject({
    ...{ questions: 120, difference: 0.3, difference_sd: 1 },
    win: expect.closeTo(0.42098633626894, 9) as number,
    draw: expect.closeTo(0.36734048296159, 9) as number,
  });
  expect(await power('--trial grade --difference .3 --questions 60')).toMatchObject({
    power: expect.closeTo(0.47555209881796, 9) as number,
  });
  expect(await power('--trial grade --questions 400 --difference-sd .7')).toMatchObject({
    smallest_difference: expect.closeTo(0.1122889559, 5) as number,
  });
  expect(await power('--trial grade --questions 5')).toMatchObject({ smallest_difference: null });
});

it('plans grades of raters and queries that differ, in grades, by simulation', async () => {
  const wanted = '--trial grade --difference .3 --judgements 3';
  const alike = (await power(`${wanted} --raters 60`)) as { questions: number };
  // Counted exactly it is 59; the interval that must leave out 1/2 costs a little.
  expect(Math.abs(alike.questions - 59)).toBeLessThan(12);
  const differing = (await power(`${wanted} --raters 12 --rater-sd .3 --query-sd .4`)) as typeof alike;
  expect(differing.questions).toBeGreaterThan(2 * alike.questions);
  expect(await power(`${wanted} --raters 3 --rater-sd .6`)).toMatchObject({ questions: null });
  const found = await power('--trial grade --questions 200 --raters 12 --judgements 3 --rater-sd .3');
  expect(found).toMatchObject({
    smallest_difference: expect.any(Number) as number,
    ...{ difference_sd: 1, rater_sd: 0.3 },
  });
});

it('plans lists as pairs', async () => {
  expect(await power('--trial lists --win .3 --lose .2')).toEqual(await power('--win .3 --lose .2'));
});
