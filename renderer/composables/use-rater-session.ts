/**
 * One sitting of one rater. An answer is on the disk before the next question is shown: the main process is asked
 * first, then the next trial, whose pictures were fetched meanwhile, stands there at once. Needs no engine.
 */
import { computed, nextTick, reactive, shallowRef } from 'vue';
import type { Choice, RaterTurn } from '../../electron/contract/studies.ts';
import { PinwiseError } from '../../engine/contract/rpc.ts';
import { fetchPictures, type FetchedPictures } from '../fetch-pictures.ts';
import { studio } from '../studio-client.ts';

export type RaterScreen = 'hello' | 'asking' | 'rest' | 'paused' | 'thanks' | 'closed';

/** Answers between two rests. */
export const restAfter = 50;
/** Longest wait for the first pictures; those that come later are shown when they come. */
const firstPicturesMs = 3000;
/** Answers needed before time left is said. */
const enoughTimes = 3;

export function useRaterSession(study: () => string) {
  const rater = shallowRef('');
  const turn = shallowRef<RaterTurn | null>(null);
  const screen = shallowRef<RaterScreen>('hello');
  const error = shallowRef<unknown>(null);
  /** What the error kept from being done. */
  const failed = shallowRef<'answer' | 'start' | 'undo' | null>(null);
  /** The answer on its way to the disk. */
  const pending = shallowRef<Choice | 'start' | 'undo' | null>(null);
  /** Milliseconds of each answer of this sitting, undone ones left out. */
  const times = shallowRef<number[]>([]);
  let sinceRest = 0;
  let shownAt = 0;
  let pausedAt = 0;
  let ahead: FetchedPictures | undefined;

  const trial = computed(() => turn.value?.trial ?? null);
  const progress = computed(() => turn.value?.progress ?? { done: 0, total: 0 });
  const secondsLeft = computed(() => {
    if (times.value.length < enoughTimes) return null;
    const sorted = [...times.value].sort((x, y) => x - y);
    const typical = sorted[Math.floor(sorted.length / 2)];
    return ((progress.value.total - progress.value.done) * typical) / 1000;
  });
  const secondsSpent = computed(() => times.value.reduce((sum, ms) => sum + ms, 0) / 1000);

  async function show(next: RaterTurn): Promise<void> {
    turn.value = next;
    ahead = fetchPictures(next.next);
    if (next.trial) screen.value = sinceRest >= restAfter ? 'rest' : 'asking';
    else screen.value = next.progress.done >= next.progress.total ? 'thanks' : 'closed';
    await nextTick();
    shownAt = performance.now();
    pausedAt = shownAt;
  }

  const ask = (): Promise<RaterTurn> => studio.invoke('rater.turn', { study: study(), rater: rater.value });

  /** One thing at a time: what comes while an answer is on its way is ignored. */
  async function alone(what: Choice | 'start' | 'undo', work: () => Promise<void>): Promise<void> {
    if (pending.value !== null) return;
    pending.value = what;
    error.value = null;
    failed.value = null;
    try {
      await work();
    } catch (reason) {
      error.value = reason;
      failed.value = what === 'start' || what === 'undo' ? what : 'answer';
    } finally {
      pending.value = null;
    }
  }

  const start = (name: string): Promise<void> =>
    alone('start', async () => {
      rater.value = name.trim();
      times.value = [];
      sinceRest = 0;
      const first = await ask();
      const late = new Promise((resolve) => setTimeout(resolve, firstPicturesMs));
      await Promise.race([fetchPictures(first.trial).ready, late]);
      await show(first);
    });

  async function answer(choice: Choice): Promise<void> {
    const question = trial.value?.question;
    if (screen.value !== 'asking' || question === undefined) return;
    await alone(choice, async () => {
      const ms = Math.max(0, Math.round(performance.now() - shownAt));
      try {
        const next = await studio.invoke('rater.answer', {
          study: study(),
          rater: rater.value,
          question,
          choice,
          ms,
        });
        times.value = [...times.value, ms];
        sinceRest++;
        await show(next);
      } catch (reason) {
        if (!isOutOfStep(reason)) throw reason;
        await show(await ask());
      }
    });
  }

  async function undo(): Promise<void> {
    if (screen.value === 'hello' || screen.value === 'closed' || !turn.value?.canUndo) return;
    await alone('undo', async () => {
      try {
        const next = await studio.invoke('rater.undo', { study: study(), rater: rater.value });
        times.value = times.value.slice(0, -1);
        sinceRest = Math.max(0, sinceRest - 1);
        await show(next);
      } catch (reason) {
        if (!isOutOfStep(reason)) throw reason;
        await show(await ask());
      }
    });
  }

  function pause(): void {
    if (screen.value !== 'asking' && screen.value !== 'rest') return;
    if (screen.value === 'rest') sinceRest = 0;
    else pausedAt = performance.now();
    screen.value = 'paused';
  }

  /** Back to the question; the time away from it does not count. */
  function goOn(): void {
    if (screen.value === 'rest') sinceRest = 0;
    shownAt += performance.now() - pausedAt;
    screen.value = 'asking';
  }

  function again(): void {
    turn.value = null;
    ahead = undefined;
    screen.value = 'hello';
  }

  return reactive({
    rater,
    trial,
    screen,
    error,
    failed,
    pending,
    progress,
    times,
    secondsLeft,
    secondsSpent,
    canUndo: computed(() => turn.value?.canUndo ?? false),
    start,
    answer,
    undo,
    pause,
    goOn,
    again,
    /** Pictures held for the next question. */
    held: () => ahead?.images.length ?? 0,
  });
}

/** What is shown is not what is on the disk (another window, a study that was closed): ask again, say nothing. */
const isOutOfStep = (reason: unknown): boolean =>
  reason instanceof PinwiseError &&
  ['already-answered', 'not-current', 'study-closed', 'nothing-to-undo'].includes(reason.code);
