import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { holm } from '../../../evaluations/analysis/holm.ts';

const golden = JSON.parse(readFileSync(new URL('../../golden/holm.json', import.meta.url), 'utf8')) as {
  p: number[];
  holm: number[];
}[];

it.each(golden)('matches statsmodels multipletests(method="holm") for $p', ({ p, holm: want }) => {
  expect(holm(p)).toEqual(want.map((value) => expect.closeTo(value, 12)));
});

it('is the worked example of the Holm-Bonferroni method: .005 and .01 stand at .05, .03 and .04 do not', () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  expect(adjusted).toEqual([0.03, 0.06, 0.06, 0.02].map((value) => expect.closeTo(value, 12)));
  expect(adjusted.map((p) => p! <= 0.05)).toEqual([true, false, false, true]);
});

it('leaves out tests that could not be made', () => {
  expect(holm([null, 0.02, null, 0.03])).toEqual([null, 0.04, null, 0.04]);
  expect(holm([])).toEqual([]);
});
