import { afterEach, describe, expect, it, vi } from 'vitest';
import { dueTurns, inTurns } from '../../engine/turns.ts';
import type { Parts } from '../../evaluations/parts.ts';

/** Adds 0 to n - 1, each taking a few milliseconds of this thread; tells each. */
function* slowSum(n: number, told: string[]): Parts<number> {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const until = performance.now() + 4;
    while (performance.now() < until);
    told.push(`part ${i}`);
    sum += i;
    yield;
  }
  return sum;
}

describe('inTurns', () => {
  it('gives what the parts give, other work having its turns in between', async () => {
    const told: string[] = [];
    const other = setInterval(() => told.push('other work'), 1);
    expect(await inTurns(slowSum(12, told), undefined)).toBe(66);
    clearInterval(other);
    expect(told.filter((one) => one === 'other work').length).toBeGreaterThan(1);
    expect(told.indexOf('other work')).toBeLessThan(told.indexOf('part 11'));
    expect(told.filter((one) => one.startsWith('part'))).toEqual(
      Array.from({ length: 12 }, (_, i) => `part ${i}`),
    );
  });

  it('stops between two parts when told to', async () => {
    const told: string[] = [];
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1);
    await expect(inTurns(slowSum(50, told), controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(told.length).toBeLessThan(50);
  });
});

describe('dueTurns', () => {
  afterEach(() => void vi.useRealTimers());

  it('gives a turn only after a while of computing, then again after as long', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const due = dueTurns();
    expect(due()).toBeUndefined();
    vi.advanceTimersByTime(10);
    const told: string[] = [];
    setImmediate(() => told.push('other work'));
    await due();
    expect(told).toEqual(['other work']);
    expect(due()).toBeUndefined();
    vi.advanceTimersByTime(10);
    expect(due()).toBeInstanceOf(Promise);
  });

  it('stops in the next step when told to, due or not', () => {
    expect(dueTurns(AbortSignal.abort())).toThrow('cancelled');
  });
});
