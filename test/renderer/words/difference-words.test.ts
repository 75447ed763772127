import { expect, it } from 'vitest';
import { differenceInWords, flipped, summaryInWords } from '../../../renderer/words/difference-words.ts';

it('names the better one with its interval, in points for shares', () => {
  const clear = { difference: 0.042, low: 0.011, high: 0.073 };
  expect(differenceInWords('hit_rate@10', clear)).toBe('A is higher by 4.2 points (1.1 to 7.3)');
  expect(differenceInWords('hit_rate@10', flipped(clear))).toBe('B is higher by 4.2 points (1.1 to 7.3)');
  expect(differenceInWords('mrr_plain', clear)).toBe('A is higher by 0.042 (0.011 to 0.073)');
});

it('says what is excluded where no difference is found: the end further from 0', () => {
  const none = { difference: 0.01, low: -0.01, high: 0.03 };
  expect(differenceInWords('recall@10', none)).toBe('no difference found; more than 3.0 points is excluded');
  expect(differenceInWords('recall@10', flipped(none))).toBe(differenceInWords('recall@10', none));
});

it('calls an interval that touches 0 no difference', () => {
  expect(differenceInWords('mrr_plain', { difference: 0.01, low: 0, high: 0.02 })).toContain('no difference');
});

it('says so where every query is the same', () => {
  expect(differenceInWords('mrr_plain', { difference: 0, low: 0, high: 0 })).toBe('the same for every query');
});

it('comes back from being flipped twice, with all that it carried', () => {
  const one = { difference: 0.3, low: 0.1, high: 0.5, metric: 'mrr' };
  expect(flipped(flipped(one))).toEqual(one);
  expect(flipped(one)).toEqual({ difference: -0.3, low: -0.5, high: -0.1, metric: 'mrr' });
});

it('sums up all measures of quality in one sentence', () => {
  const [up, down, none] = [
    { difference: 0.2, low: 0.1, high: 0.3 },
    { difference: -0.2, low: -0.3, high: -0.1 },
    { difference: 0.1, low: -0.1, high: 0.3 },
  ];
  const of = (...found: (typeof up)[]): string =>
    summaryInWords([
      ...found.map((one, at) => ({ ...one, metric: `hit_rate@${at + 1}` })),
      // Says how answers are, not how good.
      { ...up, metric: 'popularity@10' },
    ]);
  expect(of()).toBe('');
  expect(of(up, up)).toBe('A does better in all 2 offline measures.');
  expect(of(down, none)).toBe(
    'B does better in 1 of 2 offline measures; in the other no difference is found.',
  );
  expect(of(up, down, none, none)).toBe(
    'Of 4 offline measures, A does better in 1 and B in 1; in the other 2 no difference is found.',
  );
  expect(of(none)).toBe(
    'No difference is found between A and B in the one offline measure of how good they are.',
  );
});
