import { expect, it } from 'vitest';
import { differenceInWords, flipped } from '../../renderer/difference-words.ts';

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
