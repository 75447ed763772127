/**
 * Raters at one screen, one after the other. An answer is on the disk before the next question is shown: the main
 * process is asked first, then the next trial, whose pictures were fetched meanwhile, stands there at once. What comes
 * next (consent, instructions, practice, a trial, the end) is the main process's to say; rests are counted here.
 */
import { computed, nextTick, reactive, shallowRef } from 'vue';
import type { RatingOffer, RatingTurn } from '../../electron/contract/rating.ts';
import type { Choice, Feedback } from '../../electron/contract/studies.ts';
import { fetchPictures, type FetchedPictures } from '../fetch-pictures.ts';
import { RatingError, rating } from '../rating-client.ts';

export type RaterScreen =
  | 'studies'
  | 'hello'
  | 'consent'
  | 'instructions'
  | 'asking'
  | 'feedback'
  | 'rest'
  | 'paused'
  | 'thanks'
  | 'closed';
/** What is on its way to the main process, or could not be done. */
export type Doing = 'offer' | 'enter' | 'go-on' | 'answer' | 'undo';

/** Longest wait for the first pictures; those that come later are shown when they come. */
const firstPicturesMs = 3000;
/** Answers needed before time left is said. */
const enoughTimes = 3;
/** After so long over one question main is asked first whether it is still the one: a gap may begin a new sitting. */
const longMs = 30_000;

export function useRaterSession() {
  const offer = shallowRef<RatingOffer | null>(null);
  const study = shallowRef<string | null>(null);
  const rater = shallowRef('');
  const turn = shallowRef<RatingTurn | null>(null);
  const screen = shallowRef<RaterScreen>('studies');
  const error = shallowRef<unknown>(null);
  const failed = shallowRef<Doing | null>(null);
  const doing = shallowRef<Doing | null>(null);
  /** The answer on its way to the disk. */
  const chosen = shallowRef<Choice | null>(null);
  const feedback = shallowRef<Feedback | null>(null);
  /** Milliseconds of each answer of this sitting, undone and practice ones left out. */
  const times = shallowRef<number[]>([]);
  let retryFailed: (() => Promise<void>) | null = null;
  let after: RatingTurn | null = null;
  let sinceRest = 0;
  let shownAt = 0;
  let pausedAt = 0;
  let ahead: FetchedPictures | undefined;

  const trial = computed(() => turn.value?.trial ?? null);
  const progress = computed(() => turn.value?.progress ?? { done: 0, total: 0 });
  const practising = computed(() => turn.value?.stage === 'practice');
  const secondsLeft = computed(() => {
    if (times.value.length < enoughTimes || turn.value?.stage !== 'trial') return null;
    const sorted = [...times.value].sort((x, y) => x - y);
    const typical = sorted[Math.floor(sorted.length / 2)];
    return ((progress.value.total - progress.value.done) * typical) / 1000;
  });
  const secondsSpent = computed(() => times.value.reduce((sum, ms) => sum + ms, 0) / 1000);
  const who = (): { study: string; rater: string } => ({ study: study.value!, rater: rater.value });

  function screenOf({ stage, session }: RatingTurn): RaterScreen {
    if (stage === 'done') return 'thanks';
    if (stage === 'practice') return 'asking';
    if (stage !== 'trial') return stage;
    return session.breakEvery > 0 && sinceRest >= session.breakEvery ? 'rest' : 'asking';
  }

  async function show(next: RatingTurn): Promise<void> {
    const same = next.trial !== null && next.trial.question === trial.value?.question;
    feedback.value = null;
    turn.value = next;
    ahead = fetchPictures(next.next);
    screen.value = screenOf(next);
    await nextTick();
    // Time spent away from a question does not count.
    shownAt = same && pausedAt > 0 ? shownAt + performance.now() - pausedAt : performance.now();
    pausedAt = screen.value === 'rest' ? shownAt : 0;
  }

  /** Where nothing was fetched ahead. */
  async function showWhole(next: RatingTurn): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, firstPicturesMs));
    await Promise.race([fetchPictures(next.trial).ready, late]);
    await show(next);
  }

  /** One thing at a time: what comes while an answer is on its way is ignored. */
  async function alone(what: Doing, work: () => Promise<void>): Promise<void> {
    if (doing.value !== null) return;
    doing.value = what;
    error.value = failed.value = retryFailed = null;
    try {
      await work();
    } catch (reason) {
      error.value = reason;
      failed.value = what;
      retryFailed = () => alone(what, work);
    } finally {
      doing.value = chosen.value = null;
    }
  }

  /** As `work`; when what is shown is not what is on the disk, what is there is shown and nothing is said. */
  const inStep = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (reason) {
      if (!isOutOfStep(reason)) throw reason;
      await show(await rating.invoke('rater.turn', who()));
    }
  };

  const load = (): Promise<void> =>
    alone('offer', async () => {
      const found = await rating.invoke('rating.offer', {});
      offer.value = found;
      const only = found.studies.length === 1 ? found.studies[0].study : null;
      study.value ??= found.chosen ?? only;
      screen.value = study.value === null ? 'studies' : 'hello';
    });

  function choose(handle: string): void {
    study.value = handle;
    error.value = null;
    screen.value = 'hello';
  }
  function otherStudy(): void {
    study.value = null;
    error.value = null;
    screen.value = 'studies';
    void load();
  }

  const enter = (name: string, pin: string): Promise<void> =>
    alone('enter', async () => {
      rater.value = name.trim();
      times.value = [];
      sinceRest = 0;
      const params = { ...who(), ...(pin === '' ? {} : { pin }) };
      await showWhole(await rating.invoke('rater.enter', params));
    });

  const consent = (): Promise<void> =>
    alone('go-on', async () => showWhole(await rating.invoke('rater.consent', who())));
  const begin = (): Promise<void> =>
    alone('go-on', async () => showWhole(await rating.invoke('rater.begin', who())));

  async function answer(choice: Choice): Promise<void> {
    const now = turn.value;
    const question = now?.trial?.question;
    if (screen.value !== 'asking' || !now || question === undefined || doing.value !== null) return;
    const ms = Math.max(0, Math.round(performance.now() - shownAt));
    chosen.value = choice;
    await alone('answer', () => {
      chosen.value = choice;
      return inStep(async () => {
        if (ms > longMs) {
          const fresh = await rating.invoke('rater.turn', who());
          if (fresh.stage !== now.stage || fresh.trial?.question !== question) return showWhole(fresh);
        }
        const given = { ...who(), question, choice, ms };
        if (now.stage === 'practice') {
          const told = await rating.invoke('rater.practise', given);
          feedback.value = told.feedback;
          after = told.turn;
          screen.value = 'feedback';
          ahead = fetchPictures(after.trial);
          return;
        }
        const next = await rating.invoke('rater.answer', given);
        times.value = [...times.value, ms];
        sinceRest++;
        await show(next);
      });
    });
  }

  /** From the feedback on a practice question to what comes next. */
  async function understood(): Promise<void> {
    if (screen.value === 'feedback' && after) await showWhole(after);
  }

  async function undo(): Promise<void> {
    if (!turn.value?.canUndo || !['asking', 'rest', 'paused', 'thanks'].includes(screen.value)) return;
    await alone('undo', () =>
      inStep(async () => {
        const next = await rating.invoke('rater.undo', who());
        times.value = times.value.slice(0, -1);
        sinceRest = Math.max(0, sinceRest - 1);
        await show(next);
      }),
    );
  }

  function pause(): void {
    if (screen.value !== 'asking' && screen.value !== 'rest') return;
    if (screen.value === 'asking') pausedAt = performance.now();
    else sinceRest = 0;
    screen.value = 'paused';
  }

  /** Back to work; after a long time away that may mean the instructions. */
  const goOn = (): Promise<void> =>
    alone('go-on', async () => {
      const next = await rating.invoke('rater.turn', who());
      sinceRest = screen.value === 'rest' ? 0 : sinceRest;
      await show(next);
    });

  /** The next rater finds nothing of the one before. */
  async function nextRater(): Promise<void> {
    turn.value = after = feedback.value = null;
    ahead = undefined;
    rater.value = '';
    times.value = [];
    error.value = failed.value = retryFailed = null;
    screen.value = 'hello';
    await rating.invoke('rating.away', {}).catch(() => undefined);
    await load();
  }

  return reactive({
    ...{ offer, study, rater, turn, trial, screen, error, failed, doing, chosen, feedback, progress, times },
    ...{ practising, secondsLeft, secondsSpent },
    ...{ load, choose, otherStudy, enter, consent, begin, answer, understood, undo, pause, goOn, nextRater },
    retry: () => retryFailed?.(),
    leave: () => rating.invoke('rating.leave', {}).catch(() => undefined),
    /** Pictures held for the next question. */
    held: () => ahead?.images.length ?? 0,
  });
}

/** What is shown is not what is on the disk (another window, a study that was closed). */
const isOutOfStep = (reason: unknown): boolean =>
  reason instanceof RatingError &&
  ['already-answered', 'not-current', 'no-question', 'study-closed', 'nothing-to-undo'].includes(reason.code);
