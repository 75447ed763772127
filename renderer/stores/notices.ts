/** Short messages at the bottom: what was done, with a way back where there is one. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { PinwiseError } from '../../engine/contract/rpc.ts';
import { explain } from '../words/explain-error.ts';

export interface Notice {
  id: number;
  text: string;
  tone: 'plain' | 'danger';
  action?: { label: string; run(): void };
  /** Called when it leaves by itself or is closed, not when its action ran. */
  onLeave?(): void;
}

const staysMs = { plain: 7_000, danger: 15_000 };

export const useNoticesStore = defineStore('notices', () => {
  const all = shallowRef<Notice[]>([]);
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let lastId = 0;

  function take(id: number): Notice | undefined {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const notice = all.value.find((one) => one.id === id);
    all.value = all.value.filter((one) => one.id !== id);
    return notice;
  }
  const leave = (id: number): void => take(id)?.onLeave?.();
  const act = (id: number): void => take(id)?.action?.run();

  function say(text: string, options: Partial<Omit<Notice, 'id' | 'text'>> = {}): number {
    const id = ++lastId;
    const tone = options.tone ?? 'plain';
    all.value = [...all.value, { ...options, id, text, tone }];
    timers.set(
      id,
      setTimeout(() => leave(id), staysMs[tone]),
    );
    return id;
  }

  function sayError(error: unknown): void {
    const { what, cure } = explain(error);
    say(cure ? `${what} ${cure}` : what, { tone: 'danger' });
  }

  /** For what nobody pressed a button for: that the engine could not be started stands at the foot of the window. */
  function sayUnlessEngineFailed(error: unknown): void {
    if (!(error instanceof PinwiseError && error.code === 'engine-failed')) sayError(error);
  }

  return { all, say, sayError, sayUnlessEngineFailed, leave, act };
});
