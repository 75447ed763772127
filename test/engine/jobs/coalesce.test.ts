import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { coalesce } from '../../../engine/jobs/coalesce.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

it('1,000 values in a second become 10 and the last one, of which none comes early', () => {
  const passed: { value: number; at: number }[] = [];
  const push = coalesce<number>(100, (value) => passed.push({ value, at: performance.now() }));
  for (let value = 0; value < 1_000; value++) {
    push(value);
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(1_000);
  expect(passed[0].value).toBe(0);
  expect(passed.at(-1)?.value).toBe(999);
  expect(passed.length).toBe(11);
  passed.slice(1).forEach(({ at }, i) => expect(at - passed[i].at).toBeGreaterThanOrEqual(100));
});

it('passes values on without timers, as in a process that never rests', () => {
  let now = 0;
  const passed: number[] = [];
  const push = coalesce<number>(
    100,
    (value) => passed.push(value),
    () => now,
  );
  for (now = 0; now <= 250; now += 50) push(now);
  expect(passed).toEqual([0, 100, 200]);
});

it('flush passes on what waits, once', () => {
  const passed: number[] = [];
  const push = coalesce<number>(100, (value) => passed.push(value));
  [1, 2, 3].forEach(push);
  push.flush();
  push.flush();
  vi.advanceTimersByTime(1_000);
  expect(passed).toEqual([1, 3]);
});
