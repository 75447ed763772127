/**
 * All that a rater's window may ask of the main process. It knows studies by handles that main makes up: a study's name
 * could tell its runs.
 */
import * as z from 'zod';
import { method } from '../../engine/contract/rpc.ts';
import type { Params, Result } from '../../engine/contract/rpc.ts';
import type { Answer } from './bridge.ts';
import { Choice, Feedback, Pin, RaterName, RaterTurn, TrialItem } from './studies.ts';

const nothing = z.object({});
const StudyHandle = z.string().regex(/^s[1-9][0-9]{0,5}$/);
const Rating = z.object({ study: StudyHandle, rater: RaterName });
const Given = Rating.extend({ question: z.string(), choice: Choice, ms: z.number().int().min(0) });

/** Studies that take answers, by title; `chosen` is the one that the window was opened for. */
export const RatingOffer = z.object({
  studies: z.array(z.object({ study: StudyHandle, title: z.string() })),
  chosen: StudyHandle.nullable(),
  theme: z.enum(['system', 'light', 'dark']),
});
export type RatingOffer = z.infer<typeof RatingOffer>;

/** Shown with the instructions: made of a practice question, so that it is none of those that count. */
export const WorkedExample = z.object({
  query: TrialItem,
  related: z.array(TrialItem),
  unrelated: z.array(TrialItem),
});
export type WorkedExample = z.infer<typeof WorkedExample>;

/** `example` comes with the instructions of a study that has practice questions. */
export const RatingTurn = RaterTurn.extend({ example: WorkedExample.nullable() });
export type RatingTurn = z.infer<typeof RatingTurn>;

export const ratingContract = {
  methods: {
    'rating.offer': method(nothing, RatingOffer),
    /** Nobody is in any more. */
    'rating.away': method(nothing, nothing),
    /** Back to the studio. */
    'rating.leave': method(nothing, nothing),
    /** Lets a rater in; a new one may set a PIN, one who has a PIN needs it. All below is for who is in. */
    'rater.enter': method(Rating.extend({ pin: Pin.optional() }), RatingTurn),
    'rater.turn': method(Rating, RatingTurn),
    'rater.consent': method(Rating, RatingTurn),
    'rater.begin': method(Rating, RatingTurn),
    'rater.practise': method(Given, z.object({ feedback: Feedback, turn: RatingTurn })),
    'rater.answer': method(Given, RatingTurn),
    'rater.undo': method(Rating, RatingTurn),
  },
  events: {
    /** Somebody wants to close the window: the page pauses and says how to leave. */
    'rating.pause': nothing,
  },
};
export type RatingMethods = typeof ratingContract.methods;
export type RatingEvents = typeof ratingContract.events;

/** What the rater's preload puts on `window.rating`. */
export interface RatingBridge {
  invoke<K extends keyof RatingMethods>(
    name: K,
    params: Params<RatingMethods, K>,
  ): Promise<Answer<Result<RatingMethods, K>>>;
  /** Returns the function that stops listening. */
  on<K extends keyof RatingEvents>(name: K, listener: (value: z.output<RatingEvents[K]>) => void): () => void;
}
