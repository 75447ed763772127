import { expect, it } from 'vitest';
import { timeLeft } from '../../../engine/jobs/time-left.ts';

it('extrapolates the rate of the stage, and starts again with the next one', () => {
  let now = 0;
  const left = timeLeft(() => now);
  expect(left('reading', 0, 100)).toBeNull();
  now = 2_000;
  expect(left('reading', 20, 100)).toBe(8);
  now = 4_000;
  expect(left('reading', 80, 100)).toBe(1);
  expect(left('pictures', 10, 0)).toBeNull();
  now = 5_000;
  expect(left('pictures', 20, 40)).toBe(2);
  expect(left('pictures', 30, 0)).toBeNull();
});
