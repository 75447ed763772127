import { afterEach, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { useNow } from '../../../renderer/composables/use-now.ts';

afterEach(() => vi.useRealTimers());

it('goes on while its view is open, and no longer', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const scope = effectScope();
  const now = scope.run(useNow)!;
  expect(now.value).toBe(1_000_000);
  vi.advanceTimersByTime(60_000);
  expect(now.value).toBe(1_060_000);
  scope.stop();
  expect(vi.getTimerCount()).toBe(0);
});
