import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchParent } from '../../../engine/host/parent.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function fakeSelf(): { ppid: number; kill(): true; error: string | null } {
  return {
    ppid: 7,
    error: null,
    kill() {
      if (this.error) throw Object.assign(new Error(this.error), { code: this.error });
      return true;
    },
  };
}

it('tells once when the parent was replaced or is no process any more; EPERM is alive', () => {
  for (const die of [
    (self: ReturnType<typeof fakeSelf>) => (self.ppid = 1),
    (self: ReturnType<typeof fakeSelf>) => (self.error = 'ESRCH'),
  ]) {
    const self = fakeSelf();
    const gone = vi.fn();
    watchParent(self, gone);
    vi.advanceTimersByTime(10_000);
    self.error = 'EPERM';
    vi.advanceTimersByTime(10_000);
    expect(gone).not.toHaveBeenCalled();
    die(self);
    vi.advanceTimersByTime(10_000);
    expect(gone).toHaveBeenCalledOnce();
  }
});
