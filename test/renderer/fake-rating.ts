/** A `window.rating` with one study of three questions on "disk"; what a test changes it changes in `disk`. */
import type { RatingBridge, RatingTurn } from '../../electron/contract/rating.ts';
import type { Choice, Trial } from '../../electron/contract/studies.ts';
import { RatingError } from '../../renderer/rating-client.ts';
import type { Call } from './fake-studio.ts';

export interface Disk {
  stage: RatingTurn['stage'];
  done: number;
  total: number;
  practised: number;
  practice: number;
  listLength: number;
  session: RatingTurn['session'];
  studies: { study: string; title: string }[];
  example: RatingTurn['example'];
  pin: string;
  /** Fails the next call of this name. */
  broken: Partial<Record<string, string>>;
  /** Held answers are let go by calling what is in here. */
  held: (() => void)[] | null;
  /** The right answers to what is practised. */
  right: Choice[];
}

const item = (name: string) => ({
  id: name,
  title: name,
  picture: `pictures/emoji/${name}`,
  text: `${name}!`,
});

export function fakeRating(): { disk: Disk; calls: Call[]; tell: (name: string) => void } {
  const calls: Call[] = [];
  const listeners = new Map<string, () => void>();
  const disk: Disk = {
    ...{ stage: 'trial', done: 0, total: 3, practised: 0, practice: 0, listLength: 1, pin: '', broken: {} },
    ...{
      held: null,
      example: null,
      right: ['left'],
      studies: [{ study: 's1', title: 'Which is more related?' }],
    },
    session: {
      ...{ title: 'Which is more related?', trial: 'pair', equal: 'one', consent: '', instructions: '' },
      breakEvery: 50,
    },
  };
  const side = (name: string, at: string) =>
    Array.from({ length: disk.listLength }, (_, rank) => item(`${name}-${at}${rank > 0 ? `-${rank}` : ''}`));
  const trialAt = (kind: 'q' | 'p', at: number, total: number): Trial | null =>
    at < total
      ? {
          question: `${kind}${at}`,
          query: item(`query-${kind}${at}`),
          left: side('one', `${kind}${at}`),
          right: disk.session.trial === 'grade' ? [] : side('two', `${kind}${at}`),
          progress: { done: at, total },
        }
      : null;
  const turn = (): RatingTurn => {
    const { stage, done, total, practised, practice, session } = disk;
    const now = stage === 'trial' && done >= total ? 'done' : stage;
    const [kind, at, of] =
      now === 'practice' ? (['p', practised, practice] as const) : (['q', done, total] as const);
    const asking = now === 'practice' || now === 'trial';
    return {
      stage: now,
      trial: asking ? trialAt(kind, at, of) : null,
      next: asking ? trialAt(kind, at + 1, of) : null,
      progress: { done: at, total: of },
      canUndo: (now === 'trial' || now === 'done') && done > 0,
      session,
      example: disk.example,
    };
  };
  const handlers: Record<string, (params: Record<string, string>) => unknown> = {
    'rating.offer': () => ({ studies: disk.studies, chosen: null, theme: 'system' }),
    'rating.away': () => ({}),
    'rating.leave': () => ({}),
    'rater.enter': ({ pin }) => {
      if (disk.pin !== '' && pin !== disk.pin) throw new RatingError('wrong-pin');
      return turn();
    },
    'rater.turn': turn,
    'rater.consent': () => ((disk.stage = 'instructions'), turn()),
    'rater.begin': () => ((disk.stage = disk.practice > 0 ? 'practice' : 'trial'), turn()),
    'rater.practise': ({ choice }) => {
      if (++disk.practised >= disk.practice) disk.stage = 'trial';
      return {
        feedback: { right: disk.right.includes(choice as Choice), accepted: disk.right },
        turn: turn(),
      };
    },
    'rater.answer': () => (disk.done++, turn()),
    'rater.undo': () => (disk.done--, turn()),
  };
  const invoke = async (name: string, params: Record<string, string>): Promise<unknown> => {
    calls.push({ name, params });
    if (disk.held && name === 'rater.answer') await new Promise<void>((go) => disk.held!.push(go));
    const code = disk.broken[name];
    if (code) {
      delete disk.broken[name];
      return { ok: false, error: { code, message: '' } };
    }
    try {
      return { ok: true, value: handlers[name](params) };
    } catch (error) {
      return { ok: false, error: { code: (error as RatingError).code, message: '' } };
    }
  };
  const on = (name: string, listener: () => void) => (listeners.set(name, listener), () => undefined);
  window.rating = { invoke, on } as unknown as RatingBridge;
  return { disk, calls, tell: (name) => listeners.get(name)?.() };
}
